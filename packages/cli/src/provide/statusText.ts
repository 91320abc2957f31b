import type { ProviderSnapshot } from "@tabgrid/kernels/runner";
import type { GridConfig } from "@tabgrid/protocol";
import { durationText } from "../durationText.ts";
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

/** What a provider did from its start to its end, `took` ms later. */
export function stoppedText(
	{ counts, earnedThisVisit }: Pick<ProviderSnapshot, "counts" | "earnedThisVisit">,
	took: number,
	{ token }: Pick<GridConfig, "token">,
): string {
	const { computed, agreed, disagreed, refused, errored } = counts;
	const stopped = `Stopped after ${durationText(took)}`;
	if (computed + errored === 0) return `${stopped}; there was nothing to compute.`;
	const open = computed - agreed - disagreed - refused;
	const fates = [
		`${agreed} agreed`,
		...(disagreed > 0 ? [`${disagreed} disagreed`] : []),
		...(refused > 0 ? [`${refused} came too late`] : []),
		...(open > 0 ? [`${open} not judged yet`] : []),
	];
	const failed = errored > 0 ? `; ${errored} could not be computed` : "";
	const shards = computed === 1 ? "replica" : "replicas";
	return `${stopped}: ${computed} ${shards} computed, of which ${fates.join(", ")}${failed}; ${money(earnedThisVisit, token)} earned.`;
}
