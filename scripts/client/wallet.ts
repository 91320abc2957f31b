import { createPublicClient, createWalletClient, defineChain, type Hex, http } from "viem";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";

/** A local account on the grid's chain, with what reads and writes need. */
export type Wallet = ReturnType<typeof createWallet>;

/** A wallet on the chain at `rpcUrl`; with a new random key unless one is given. */
export function createWallet(rpcUrl: string, chainId: number, key: Hex = generatePrivateKey()) {
	const transport = http(rpcUrl);
	const chain = defineChain({
		id: chainId,
		name: `chain ${chainId}`,
		nativeCurrency: { name: "Ether", symbol: "ETH", decimals: 18 },
		rpcUrls: { default: { http: [rpcUrl] } },
	});
	const account = privateKeyToAccount(key);
	return {
		account,
		reader: createPublicClient({ chain, transport, pollingInterval: 100 }),
		writer: createWalletClient({ chain, transport, account }),
	};
}
