import { Page, PageHeader } from "@/components/Page";

export default function HomePage() {
	return (
		<Page>
			<PageHeader title="A compute grid of browser tabs" />
		</Page>
	);
}
