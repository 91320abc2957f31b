import type { Address, ProviderId } from "@tabgrid/protocol";
import { createReader, explainChain, type Stake, stakeOf } from "@tabgrid/sdk";
import type { Connection } from "../connect.ts";
import type { Settings } from "../environment.ts";

/** A stake with whose it is, for whom, and what the chain's clock makes of its notice. */
export interface StakeStanding extends Stake {
	readonly provider: ProviderId;
	readonly owner: Address;
	/** Whether what is leaving can be withdrawn now. */
	readonly withdrawable: boolean;
	/** What was burned of it for wrong results so far, as the matcher has heard; minor units. */
	readonly burned: bigint;
}

/** Reads a stake from the chain, and what was burned of it from the matcher. */
export async function readStanding(
	{ rpcUrl }: Pick<Settings, "rpcUrl">,
	{ api, config }: Connection,
	provider: ProviderId,
	owner: Address,
): Promise<StakeStanding> {
	const reader = createReader(rpcUrl, config.chainId);
	const [stake, burned, now] = await Promise.all([
		stakeOf({ reader }, config, provider, owner),
		burnedOf(api, provider, owner),
		reader.getBlock().catch((error: unknown) => {
			throw explainChain(error);
		}),
	]);
	// A chain that has been quiet is behind its next block's time.
	const time = Math.max(Date.now(), Number(now.timestamp) * 1_000);
	const withdrawable = stake.leavesAt !== null && stake.leavesAt <= time;
	return { provider, owner, ...stake, withdrawable, burned };
}

async function burnedOf(
	api: Connection["api"],
	provider: ProviderId,
	owner: Address,
): Promise<bigint> {
	const { stakes } = await api.provider(provider);
	return BigInt(stakes.find((stake) => stake.owner === owner)?.burned ?? 0);
}
