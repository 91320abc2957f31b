import { toast } from "@/components/Toast";
import { shortId } from "@/lib/shortId";
import { walletStrings } from "@/strings/wallet";

const words = walletStrings.transaction;

/** Says what a transaction did, and offers its hash, by which it can be followed. */
export function transactionToast(title: string, hash: string): void {
	toast.offer(
		title,
		{
			label: words.copyHash,
			testId: "copy-transaction",
			onPress: () => void navigator.clipboard.writeText(hash).catch(() => undefined),
		},
		{ description: words.follow(shortId(hash)) },
	);
}
