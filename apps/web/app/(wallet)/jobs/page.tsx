import { Plus } from "lucide-react";
import type { Metadata } from "next";
import { ButtonLink } from "@/components/Button";
import { Page, PageHeader } from "@/components/Page";
import { JobsView } from "@/features/jobs/JobsView";

export const metadata: Metadata = { title: "Jobs" };

export default function JobsPage() {
	return (
		<Page>
			<PageHeader
				title="Jobs"
				actions={
					<ButtonLink href="/jobs/new">
						<Plus aria-hidden /> New job
					</ButtonLink>
				}
			>
				Everything that the grid has been paid to compute, newest first.
			</PageHeader>
			<JobsView />
		</Page>
	);
}
