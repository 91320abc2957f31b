import type { HistoryPoint, NetworkHistory } from "@tabgrid/protocol";
import type { PlotPoint } from "@/lib/plot";

const each =
	(value: (point: HistoryPoint) => number | null) =>
	({ points }: NetworkHistory): PlotPoint[] =>
		points.map((point) => ({ at: point.at, value: value(point) }));

/** A history's points as what each plot shows of them. */
export const historyPlots = {
	online: each(({ online }) => online),
	/** Shards verified per minute. */
	throughput: each(({ verified, ms }) => verified / (ms / 60_000)),
	/** Verified of all decided shards, 0 to 1; null where none was. */
	share: each(({ verified, failed }) =>
		verified + failed === 0 ? null : verified / (verified + failed),
	),
	/** Minor units; a number here, for its place in a plot only. */
	paid: each(({ paid }) => Number(paid)),
	/** Replicas compared for each verified shard; null where none was verified. */
	redundancy: each(({ verified, agreed, disagreed }) =>
		verified === 0 ? null : (agreed + disagreed) / verified,
	),
};

/** A history's sums over all of its points. */
export function historyTotals({ points }: NetworkHistory) {
	const sum = (value: (point: HistoryPoint) => number) =>
		points.reduce((total, point) => total + value(point), 0);
	return {
		verified: sum(({ verified }) => verified),
		failed: sum(({ failed }) => failed),
		disputed: sum(({ disputed }) => disputed),
		replicas: sum(({ agreed, disagreed }) => agreed + disagreed),
		paid: points.reduce((total, { paid }) => total + BigInt(paid), 0n),
		/** Whether there is anything to draw. */
		any: points.some(
			(point) => point.online + point.verified + point.failed + point.agreed + point.disagreed > 0,
		),
	};
}
