import { Address } from "@tabgrid/protocol";
import type { MatcherApi } from "./MatcherApi.ts";
import { createWallet, type LocalWallet } from "./wallet.ts";

/** A new wallet that a devnet's faucet has given gas money and test dollars. */
export async function fundedWallet(api: MatcherApi, rpcUrl: string): Promise<LocalWallet> {
	const { chainId } = await api.config();
	const wallet = createWallet(rpcUrl, chainId);
	const { txs } = await api.faucet(Address.parse(wallet.account.address));
	for (const tx of txs) {
		await wallet.reader.waitForTransactionReceipt({ hash: `0x${tx.slice(2)}` });
	}
	return wallet;
}
