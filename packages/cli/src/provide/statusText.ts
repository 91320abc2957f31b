import type { ProviderSnapshot } from "@tabgrid/kernels/runner";
import type { GridConfig } from "@tabgrid/protocol";
import { money } from "../money.ts";

/** A provider in one line. */
export function statusText(snapshot: ProviderSnapshot, { token }: GridConfig): string {
	const { phase, backend, adapter, counts, summary, current, lastError } = snapshot;
	const [first] = current;
	const parts = [
		phase,
		...(backend === null ? [] : [`${backend} on ${adapter}`]),
		`${counts.agreed} agreed, ${counts.disagreed} disagreed, ${counts.errored} errored`,
		...(summary === null ? [] : [`earned ${money(summary.earned, token)} in all`]),
		...(first === undefined
			? []
			: [`${first.step} shard ${first.shardIndex} of “${first.title}” (${first.kernel})`]),
		...(lastError === null ? [] : [`${lastError.code}: ${lastError.message}`]),
	];
	return parts.join(" · ");
}
