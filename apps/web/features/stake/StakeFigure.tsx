import { Money } from "@/components/Money";
import { stakeStrings as words } from "@/strings/stake";
import { coveredPrice } from "./stakeStanding";

/** What is at stake, and which jobs it covers. */
export function StakeFigure({
	amount,
	stays,
}: {
	/** All that can be burned, in minor units. */
	amount: bigint;
	/** What of it isn't leaving. */
	stays: bigint;
}) {
	const covered = coveredPrice(stays);
	return (
		<div className="space-y-1">
			<p className="text-2xl font-semibold tracking-tight">
				<Money amount={amount} testId="staked-amount" />
			</p>
			<p className="text-sm text-ink-2" data-testid="stake-covers">
				{covered > 0n ? (
					<>
						{words.covers} <Money amount={covered} className="font-medium text-ink" />
						{words.coversEnd}
					</>
				) : stays > 0n ? (
					words.coversTooLittle
				) : (
					words.coversNothing
				)}
			</p>
		</div>
	);
}
