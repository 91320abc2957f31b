import { jobEscrowAbi, providerStakesAbi } from "@tabgrid/contracts";
import { Address, TabgridError } from "@tabgrid/protocol";
import {
	type Account,
	createPublicClient,
	createWalletClient,
	defineChain,
	erc20Abi,
	type HttpTransport,
	http,
	type PublicClient,
	type Transport,
	type Chain as ViemChain,
	type WalletClient,
} from "viem";
import { privateKeyToAccount } from "viem/accounts";
import type { Config } from "../config.ts";
import type { Logger } from "../log.ts";
import { pause } from "../pause.ts";

/** A checked connection: the right chain, with the escrow and its token on it. */
export interface Chain {
	readonly id: number;
	readonly escrow: Address;
	/** The stakes' contract of this escrow, where the grid takes stakes. */
	readonly stakes: Address | null;
	readonly operator: Address;
	readonly token: { readonly address: Address; readonly symbol: string; readonly decimals: number };
	readonly reader: PublicClient<HttpTransport, ViemChain>;
	readonly wallet: WalletClient<Transport, ViemChain, Account>;
}

const attempts = 10;

/**
 * Connects and checks. A node that doesn't answer yet is asked again for about half a minute.
 * @throws TabgridError UNAVAILABLE when it never answers, WRONG_CHAIN when it is another chain, or
 * BAD_PARAMS when there is no escrow at the address.
 */
export async function connectChain(config: Config["chain"], log: Logger): Promise<Chain> {
	const transport = http(config.rpcUrl, { retryCount: 1, timeout: 10_000 });
	const account = privateKeyToAccount(config.operatorKey);
	const chain = defineChain({
		id: config.chainId,
		name: config.devnet ? "Local devnet" : `Chain ${config.chainId}`,
		nativeCurrency: { name: "Ether", symbol: "ETH", decimals: 18 },
		rpcUrls: { default: { http: [config.rpcUrl] } },
	});
	const pollingInterval = config.pollMs;
	const reader = createPublicClient({ chain, transport, pollingInterval, cacheTime: 0 });
	const wallet = createWalletClient({ chain, transport, account, pollingInterval });

	const found = await askUntilAnswered(() => reader.getChainId(), config.rpcUrl, log);
	if (found !== config.chainId)
		throw new TabgridError(
			"WRONG_CHAIN",
			`The node at RPC_URL serves chain ${found}, but CHAIN_ID says ${config.chainId}.`,
		);
	const code = await reader.getCode({ address: config.escrow });
	if (code === undefined || code === "0x")
		throw new TabgridError(
			"BAD_PARAMS",
			`There is no contract at CONTRACT_ADDRESS ${config.escrow} on chain ${found}. Deploy it, or correct the address.`,
		);
	const token = await reader
		.readContract({ address: config.escrow, abi: jobEscrowAbi, functionName: "token" })
		.catch((cause: unknown) => {
			throw new TabgridError("BAD_PARAMS", `The contract at ${config.escrow} is no JobEscrow.`, {
				cause,
			});
		});
	if (config.stakes !== undefined) await checkStakes(reader, config.stakes, config.escrow);
	const [symbol, decimals, balance] = await Promise.all([
		reader.readContract({ address: token, abi: erc20Abi, functionName: "symbol" }),
		reader.readContract({ address: token, abi: erc20Abi, functionName: "decimals" }),
		reader.getBalance({ address: account.address }),
	]);
	if (balance === 0n)
		log.warn(
			{ operator: account.address },
			"The operator has no gas money: it cannot settle jobs.",
		);
	return {
		id: found,
		escrow: config.escrow,
		stakes: config.stakes ?? null,
		operator: Address.parse(account.address),
		token: { address: Address.parse(token), symbol, decimals },
		reader,
		wallet,
	};
}

/** @throws TabgridError BAD_PARAMS when there is no ProviderStakes of this escrow at the address. */
async function checkStakes(reader: Chain["reader"], stakes: Address, escrow: Address) {
	const its = await reader
		.readContract({ address: stakes, abi: providerStakesAbi, functionName: "escrow" })
		.catch((cause: unknown) => {
			throw new TabgridError(
				"BAD_PARAMS",
				`The contract at STAKES_ADDRESS ${stakes} is no ProviderStakes.`,
				{ cause },
			);
		});
	if (Address.parse(its) !== escrow)
		throw new TabgridError(
			"BAD_PARAMS",
			`The stakes at STAKES_ADDRESS ${stakes} are for the escrow ${its}, not for ${escrow}.`,
		);
}

async function askUntilAnswered<T>(ask: () => Promise<T>, url: string, log: Logger): Promise<T> {
	for (let attempt = 1; ; attempt++) {
		try {
			return await ask();
		} catch (cause) {
			if (attempt === attempts)
				throw new TabgridError("UNAVAILABLE", `The node at RPC_URL (${url}) doesn't answer.`, {
					cause,
				});
			log.warn({ url, attempt }, "The chain's node doesn't answer yet.");
			await pause(Math.min(5_000, 250 * 2 ** attempt));
		}
	}
}
