import { ButtonLink } from "@/components/Button";
import { EmptyState } from "@/components/EmptyState";
import { Page } from "@/components/Page";
import { SiteHeader } from "@/components/SiteHeader";
import { WalletIsland } from "@/features/wallet/WalletIsland";

export default function NotFound() {
	return (
		<>
			<SiteHeader wallet={<WalletIsland />} />
			<Page>
				<EmptyState
					heading="h1"
					title="There is nothing at this address"
					actions={
						<>
							<ButtonLink href="/" variant="secondary">
								Home
							</ButtonLink>
							<ButtonLink href="/jobs" variant="secondary">
								Jobs
							</ButtonLink>
						</>
					}
				>
					The link may be cut off, or the page may have moved.
				</EmptyState>
			</Page>
		</>
	);
}
