import { type GridConfig, TabgridError } from "@tabgrid/protocol";
import {
	createReader,
	createWallet,
	explainChain,
	type LocalWallet,
	MatcherApi,
} from "@tabgrid/sdk";
import type { Context } from "./context.ts";
import type { Settings } from "./environment.ts";
import { readKey } from "./readKey.ts";

/** The grid that a command speaks to. */
export interface Connection {
	readonly api: MatcherApi;
	readonly config: GridConfig;
}

/**
 * Asks the matcher what grid it serves; an interruption ends this call and every later one.
 * @throws TabgridError UNAVAILABLE; WRONG_MATCHER when something else answers at the address.
 */
export async function connect({
	settings: { matcherUrl },
	signal,
}: Pick<Context, "settings" | "signal">): Promise<Connection> {
	const api = new MatcherApi(matcherUrl, { signal });
	try {
		return { api, config: await api.config() };
	} catch (error) {
		if (!(error instanceof TabgridError) || error.code !== "WRONG_MATCHER") throw error;
		const hint = "It is set by --matcher or TABGRID_MATCHER_URL.";
		throw new TabgridError(error.code, `${error.message} ${hint}`, { cause: error });
	}
}

/**
 * The wallet of the settings' key, on the grid's chain.
 * @throws UsageError without a key; TabgridError WRONG_CHAIN when TABGRID_RPC_URL is another chain.
 */
export async function openWallet(
	settings: Settings,
	{ config }: Pick<Connection, "config">,
): Promise<LocalWallet> {
	const key = await readKey(settings);
	const wallet = createWallet(settings.rpcUrl, config.chainId, key);
	await checkChain(settings, config);
	return wallet;
}

/** @throws TabgridError UNAVAILABLE or WRONG_CHAIN */
export async function checkChain(
	{ rpcUrl }: Pick<Settings, "rpcUrl">,
	{ chainId }: GridConfig,
): Promise<void> {
	const found = await createReader(rpcUrl, chainId)
		.getChainId()
		.catch((error: unknown) => {
			throw explainChain(error);
		});
	if (found !== chainId)
		throw new TabgridError(
			"WRONG_CHAIN",
			`The grid is on chain ${chainId}; ${rpcUrl} is chain ${found}. Set TABGRID_RPC_URL.`,
		);
}
