"use client";
import { Button } from "@/components/Button";
import { Notice } from "@/components/Notice";
import { Page } from "@/components/Page";
import { explainError } from "@/lib/explainError";
import { appStrings } from "@/strings/app";

const words = appStrings.failed;

/** What a person sees when a page itself failed; the provider dock goes on beside it. */
export default function ErrorPage({ error, reset }: { error: Error; reset: () => void }) {
	return (
		<Page>
			<Notice
				tone="bad"
				title={words.title}
				actions={
					<Button size="sm" variant="secondary" onClick={reset}>
						{words.again}
					</Button>
				}
			>
				{explainError(error).message}
			</Notice>
		</Page>
	);
}
