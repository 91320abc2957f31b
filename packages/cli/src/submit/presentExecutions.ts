import { kernelById } from "@tabgrid/kernels";
import { expectedExecutions, type TrustPolicy } from "@tabgrid/protocol";
import type { Connection } from "../connect.ts";
import type { PlannedJob } from "./planFiles.ts";

/**
 * Executions of each shard that a trust policy takes on the grid as it is; undefined where nobody could
 * tell, for that isn't worth a failure, and for *paranoid*, which takes the same whoever is there.
 */
export async function presentExecutions(
	{ api }: Connection,
	{ plan, model }: PlannedJob,
	trust: TrustPolicy | undefined,
): Promise<number | undefined> {
	if (trust === undefined || trust === "paranoid") return undefined;
	const [first] = plan.shards();
	if (first === undefined) return undefined;
	const kernel = kernelById(plan.kernel, plan.kernelVersion);
	const size = { items: first.items, bytes: first.input.byteLength };
	const { flop } = kernel.cost(size, { bytes: model.byteLength }, kernel.params.parse(plan.params));
	const network = await api.network().catch(() => undefined);
	if (network === undefined) return undefined;
	const job = { shards: plan.shardCount, flopPerShard: flop };
	return expectedExecutions(trust, job, network.trust[trust]) ?? undefined;
}
