import type { ProviderTrust } from "@tabgrid/protocol";
import { TrustFacts } from "@/features/trust/TrustFacts";
import { trustStrings as text } from "@/strings/trust";

/** What the grid thinks of this browser as a provider; nothing before the matcher has told. */
export function DockTrust({ trust }: { trust: ProviderTrust | undefined }) {
	if (trust === undefined) return null;
	return (
		<section>
			<h2 className="mb-1.5 text-sm font-semibold" title={text.hint}>
				{text.title}
			</h2>
			<TrustFacts trust={trust} own />
		</section>
	);
}
