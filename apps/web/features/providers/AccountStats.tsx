import type { ProviderView } from "@tabgrid/protocol";
import { Money } from "@/components/Money";
import { Stat } from "@/components/Stat";
import { providerStrings } from "@/strings/providers";
import { trustStrings } from "@/strings/trust";

const { stats: text, count } = providerStrings;

/** What became of a provider's replicas, and what they earned, over all its time. */
export function AccountStats({ account }: { account: ProviderView }) {
	const { agreed, disagreed, errored, expired } = account.replicas;
	const judged = agreed + disagreed;
	return (
		<dl className="grid grid-cols-2 gap-px overflow-hidden rounded-lg border border-line bg-line md:grid-cols-3 [&>*]:bg-surface">
			<Stat
				label={text.agreed}
				value={count(agreed)}
				hint={text.agreedHint}
				testId="account-agreed"
			/>
			<Stat
				label={text.disagreed}
				value={count(disagreed)}
				hint={text.disagreedHint}
				testId="account-disagreed"
			/>
			<Stat
				label={text.rate}
				value={judged === 0 ? text.none : `${((agreed / judged) * 100).toFixed(1)} %`}
				hint={text.rateHint}
			/>
			<Stat label={text.errored} value={count(errored)} hint={text.erroredHint} />
			<Stat label={text.expired} value={count(expired)} hint={text.expiredHint} />
			<Stat
				label={text.earned}
				value={<Money amount={account.earned} testId="account-earned" />}
				hint={text.earnedHint}
			/>
			<Stat
				className="max-md:col-span-2 md:col-span-3"
				label={trustStrings.pending}
				value={<Money amount={account.pending} testId="account-pending" />}
				hint={trustStrings.pendingMeans}
			/>
		</dl>
	);
}
