import type { Metadata } from "next";
import { Page, PageHeader } from "@/components/Page";
import { NewJob } from "@/features/submit/NewJob";
import { appStrings } from "@/strings/app";

const words = appStrings.wizard;

export const metadata: Metadata = { title: words.title };

export default function NewJobPage() {
	return (
		<Page>
			<PageHeader title={words.title}>{words.intro}</PageHeader>
			<NewJob />
		</Page>
	);
}
