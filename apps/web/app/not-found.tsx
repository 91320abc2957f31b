import { ButtonLink } from "@/components/Button";
import { EmptyState } from "@/components/EmptyState";
import { Page } from "@/components/Page";
import { SiteHeader } from "@/components/SiteHeader";
import { WalletIsland } from "@/features/wallet/WalletIsland";
import { appStrings } from "@/strings/app";

const words = appStrings.missing;

export default function NotFound() {
	return (
		<>
			<SiteHeader wallet={<WalletIsland />} />
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
		</>
	);
}
