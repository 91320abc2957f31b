import { transactionToast } from "@/features/wallet/transactionToast";
import { earningsStrings } from "@/strings/earnings";

/** Says what arrived, and offers the hash of the transaction that brought it. */
export function redeemedToast(money: string, hash: string): void {
	transactionToast(earningsStrings.redeem.arrived(money), hash);
}
