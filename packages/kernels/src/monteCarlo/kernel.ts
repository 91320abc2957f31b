import type { Kernel } from "../kernel.ts";
import { feedBatches, keepSums } from "./feeds.ts";
import { format } from "./format.ts";
import { monteCarloId, monteCarloVersion } from "./identity.ts";
import { mergeBatches } from "./merge.ts";
import { MonteCarloParams } from "./params.ts";

/**
 * Operators for one path, each weighed as 8 FLOP: they move memory where the products that speed is
 * measured on reuse it.
 */
const flopPerPath = 70 * 8;
const bundleOverhead = 512;

/** A European option → its price by simulation, beside the formula's. */
export const monteCarlo: Kernel<MonteCarloParams> = {
	id: monteCarloId,
	version: monteCarloVersion,
	title: "Price an option",
	summary: "Prices a European option by simulation, the same to the last bit on every device.",
	params: MonteCarloParams,
	model: { kind: "builtin", name: "monte-carlo" },
	feeds: feedBatches,
	outputs: keepSums,
	comparator: () => ({ kind: "exact" }),
	cost: ({ items, bytes }) => ({
		flop: items * format.pathsPerBatch * flopPerPath,
		inputBytes: bytes,
		outputBytes: items * 12 + bundleOverhead,
	}),
	merge: mergeBatches,
};
