"use client";
import { Button } from "@/components/Button";
import { Money } from "@/components/Money";
import type { TransactionStep } from "@/features/wallet/useTransaction";
import { earningsStrings } from "@/strings/earnings";

const words = earningsStrings.redeem;

/** Redeems everything: with the operator's gas where it pays any, or by the wallet's own transaction. */
export function RedeemButtons({
	total,
	relays,
	relaying,
	step,
	sending,
	canSend,
	onRelay,
	onSend,
}: {
	/** Minor units. */
	total: bigint;
	relays: boolean;
	relaying: boolean;
	step: TransactionStep["step"] | null;
	sending: boolean;
	/** Whether the wallet is on the grid's chain. */
	canSend: boolean;
	onRelay: () => void;
	onSend: () => void;
}) {
	const money = <Money amount={total} testId="redeemable" />;
	const own =
		step === "confirm"
			? words.confirm
			: step === "sent"
				? words.wait
				: relays
					? words.ownGas
					: words.all;
	return (
		<>
			<Button
				data-testid="redeem-all"
				variant={relays ? "secondary" : "primary"}
				disabled={total === 0n || !canSend || relaying}
				busy={sending}
				onClick={onSend}
			>
				{own}
				{sending || relays ? null : money}
			</Button>
			{relays ? (
				<Button
					data-testid="redeem-gasless"
					className="max-sm:order-first"
					disabled={total === 0n || sending}
					busy={relaying}
					onClick={onRelay}
				>
					{relaying ? words.relaying : words.gasless}
					{money}
				</Button>
			) : null}
		</>
	);
}
