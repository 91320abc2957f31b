import { appStrings } from "@/strings/app";
import { ButtonLink } from "./Button";
import { EmptyState } from "./EmptyState";
import { Page } from "./Page";

const words = appStrings.missing;

/** What stands where no page is, below the site's header. */
export function MissingPage() {
	return (
		<Page>
			<EmptyState
				heading="h1"
				title={words.title}
				actions={
					<>
						<ButtonLink href="/" variant="secondary">
							{appStrings.links.home}
						</ButtonLink>
						<ButtonLink href="/jobs" variant="secondary">
							{appStrings.links.jobs}
						</ButtonLink>
					</>
				}
			>
				{words.text}
			</EmptyState>
		</Page>
	);
}
