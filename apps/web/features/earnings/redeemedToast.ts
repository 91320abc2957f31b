import { toast } from "@/components/Toast";
import { shortId } from "@/lib/shortId";
import { earningsStrings } from "@/strings/earnings";

const words = earningsStrings.redeem;

/** Says what arrived, and offers the hash of the transaction that brought it. */
export function redeemedToast(money: string, hash: string): void {
	toast.offer(
		words.arrived(money),
		{
			label: words.copyHash,
			testId: "copy-transaction",
			onPress: () => void navigator.clipboard.writeText(hash).catch(() => undefined),
		},
		{ description: words.follow(shortId(hash)) },
	);
}
