"use client";
import { Button } from "@/components/Button";
import { Notice } from "@/components/Notice";
import { Page } from "@/components/Page";
import { explainError } from "@/lib/explainError";

/** What a person sees when a page itself failed; the provider dock goes on beside it. */
export default function ErrorPage({ error, reset }: { error: Error; reset: () => void }) {
	return (
		<Page>
			<Notice
				tone="bad"
				title="This page failed"
				actions={
					<Button size="sm" variant="secondary" onClick={reset}>
						Try again
					</Button>
				}
			>
				{explainError(error).message}
			</Notice>
		</Page>
	);
}
