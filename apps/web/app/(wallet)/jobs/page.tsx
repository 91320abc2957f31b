import { Plus } from "lucide-react";
import type { Metadata } from "next";
import { ButtonLink } from "@/components/Button";
import { Page, PageHeader } from "@/components/Page";
import { JobsView } from "@/features/jobs/JobsView";
import { appStrings } from "@/strings/app";

const words = appStrings.jobs;

export const metadata: Metadata = { title: words.title };

export default function JobsPage() {
	return (
		<Page>
			<PageHeader
				title={words.title}
				actions={
					<ButtonLink href="/jobs/new">
						<Plus aria-hidden /> {appStrings.newJob}
					</ButtonLink>
				}
			>
				{words.intro}
			</PageHeader>
			<JobsView />
		</Page>
	);
}
