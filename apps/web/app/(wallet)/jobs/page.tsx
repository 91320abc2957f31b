import type { Metadata } from "next";
import { Page, PageHeader } from "@/components/Page";

export const metadata: Metadata = { title: "Jobs" };

export default function JobsPage() {
	return (
		<Page>
			<PageHeader title="Jobs" />
		</Page>
	);
}
