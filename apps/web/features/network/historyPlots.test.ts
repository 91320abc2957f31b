import { type HistoryPoint, NetworkHistory } from "@tabgrid/protocol";
import { expect, test } from "vitest";
import { historyPlots, historyTotals } from "./historyPlots";

const quiet: HistoryPoint = {
	...{ at: 0, ms: 600_000, online: 0, webgpu: 0, wasm: 0 },
	...{ verified: 0, disputed: 0, failed: 0, agreed: 0, disagreed: 0, errored: 0, expired: 0 },
	paid: "0",
};
const history = (points: Partial<HistoryPoint>[]) =>
	NetworkHistory.parse({
		range: "day",
		pointMs: 600_000,
		points: points.map((point) => ({ ...quiet, ...point })),
		kernels: [],
	});

test("rates are per minute of each point's own length, and shares only where something was decided", () => {
	const shown = history([
		{ verified: 30, agreed: 58, disagreed: 2 },
		{ verified: 30, failed: 10, ms: 60_000 },
		{},
	]);
	expect(historyPlots.throughput(shown).map(({ value }) => value)).toEqual([3, 30, 0]);
	expect(historyPlots.share(shown).map(({ value }) => value)).toEqual([1, 0.75, null]);
	expect(historyPlots.redundancy(shown).map(({ value }) => value)).toEqual([2, 0, null]);
});

test("totals add up money exactly, and tell a fresh grid", () => {
	const large = "90071992547409930000001";
	expect(historyTotals(history([{ paid: large }, { paid: "1", online: 1 }]))).toMatchObject({
		paid: BigInt(large) + 1n,
		any: true,
	});
	expect(historyTotals(history([{}, {}])).any).toBe(false);
});
