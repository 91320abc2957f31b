import type { Metadata } from "next";
import { Page, PageHeader } from "@/components/Page";
import { NewJob } from "@/features/submit/NewJob";

export const metadata: Metadata = { title: "New job" };

export default function NewJobPage() {
	return (
		<Page>
			<PageHeader title="New job">
				Your work is cut into shards here in your browser. You see the price before you sign
				anything.
			</PageHeader>
			<NewJob />
		</Page>
	);
}
