import type { ProviderHistory, ProviderView } from "@tabgrid/protocol";
import { Card, CardHeader } from "@/components/Card";
import { Copyable } from "@/components/Copyable";
import { FactList, FactRow } from "@/components/FactList";
import { RelativeTime } from "@/components/RelativeTime";
import { providerStrings } from "@/strings/providers";

const { device: text, count } = providerStrings;

/** What a provider computes on, for whom it earns, and when it was here. */
export function AccountFacts({
	account,
	history,
}: {
	account: ProviderView;
	history: ProviderHistory | undefined;
}) {
	const { device, wallet, tabs } = account;
	const backends = history?.backends ?? { webgpu: 0, wasm: 0 };
	return (
		<Card>
			<CardHeader title={text.title} />
			<FactList>
				<FactRow name={text.backend}>{device?.backend ?? text.unknown}</FactRow>
				<FactRow name={text.adapter}>
					<bdi className="break-words">{device?.adapter || text.unknown}</bdi>
					{device?.softwareAdapter ? (
						<span className="block text-xs text-ink-3">{text.software}</span>
					) : null}
				</FactRow>
				<FactRow name={text.runtime}>
					<bdi className="break-words">{device?.runtime || text.unknown}</bdi>
				</FactRow>
				<FactRow name={text.split}>
					<span className="tabular">{`${count(backends.webgpu)}, ${count(backends.wasm)}`}</span>
				</FactRow>
				<FactRow name={text.wallet}>
					{wallet === null ? text.noWallet : <Copyable value={wallet} label={text.wallet} />}
				</FactRow>
				<FactRow name={text.first}>
					<Seen at={account.firstSeen} />
				</FactRow>
				<FactRow name={text.last}>{tabs > 0 ? text.now : <Seen at={account.lastSeen} />}</FactRow>
			</FactList>
		</Card>
	);
}

function Seen({ at }: { at: number | null }) {
	return at === null ? text.never : <RelativeTime at={at} />;
}
