import {
	type Account,
	type Chain,
	createPublicClient,
	createWalletClient,
	custom,
	defineChain,
	type EIP1193Provider,
	type Hex,
	http,
	type PublicClient,
	type Transport,
	type WalletClient,
} from "viem";
import { generatePrivateKey, type PrivateKeyAccount, privateKeyToAccount } from "viem/accounts";

/** An account on the grid's chain, with what reads and writes need. */
export interface Wallet {
	readonly account: Account;
	readonly reader: PublicClient<Transport, Chain>;
	readonly writer: WalletClient<Transport, Chain, Account>;
}

/** A wallet whose key is here. */
export type LocalWallet = Wallet & { readonly account: PrivateKeyAccount };

/** A wallet on the chain at `rpcUrl`; with a new random key unless one is given. */
export function createWallet(
	rpcUrl: string,
	chainId: number,
	key: Hex = generatePrivateKey(),
): LocalWallet {
	const chain = chainAt(rpcUrl, chainId);
	const account = privateKeyToAccount(key);
	return {
		account,
		reader: createReader(rpcUrl, chainId),
		writer: createWalletClient({ chain, transport: http(rpcUrl), account }),
	};
}

/** A browser's wallet (EIP-1193) as the SDK takes it: it keeps the key and asks its owner. */
export function connectedWallet(
	provider: EIP1193Provider,
	address: Hex,
	rpcUrl: string,
	chainId: number,
): Wallet {
	const chain = chainAt(rpcUrl, chainId);
	const writer = createWalletClient({ chain, transport: custom(provider), account: address });
	return { account: writer.account, reader: createReader(rpcUrl, chainId), writer };
}

/** Reads of the chain at `rpcUrl`, for who has no wallet. */
export function createReader(rpcUrl: string, chainId: number): PublicClient<Transport, Chain> {
	return createPublicClient({
		chain: chainAt(rpcUrl, chainId),
		transport: http(rpcUrl),
		pollingInterval: 100,
	});
}

function chainAt(rpcUrl: string, chainId: number): Chain {
	return defineChain({
		id: chainId,
		name: `chain ${chainId}`,
		nativeCurrency: { name: "Ether", symbol: "ETH", decimals: 18 },
		rpcUrls: { default: { http: [rpcUrl] } },
	});
}
