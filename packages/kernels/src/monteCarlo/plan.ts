import { encodeBundle } from "@tabgrid/protocol";
import type { Plan } from "../kernel.ts";
import { readParams } from "../params/readParams.ts";
import { tensorOf } from "../tensor/views.ts";
import { batchCount } from "./batches.ts";
import { format } from "./format.ts";
import { monteCarloId, monteCarloVersion } from "./identity.ts";
import { MonteCarloParams } from "./params.ts";
import { integerTerms } from "./terms.ts";

/**
 * Cuts a simulation into shards; an item is a batch of `pathsPerBatch` paths.
 * @throws TabgridError BAD_PARAMS naming each parameter at fault.
 */
export function planMonteCarlo(wanted: MonteCarloParams): Plan<MonteCarloParams> {
	const params = readParams(MonteCarloParams, wanted);
	const { drift, volatility, sign } = integerTerms(params);
	const batches = batchCount(params);
	const one = (value: number) => tensorOf("int32", [1], Int32Array.of(value));
	const shared = {
		[format.input.seed]: tensorOf("uint32", [1], Uint32Array.of(params.seed)),
		[format.input.drift]: one(drift),
		[format.input.volatility]: one(volatility),
		[format.input.sign]: one(sign),
	};
	return {
		kernel: monteCarloId,
		kernelVersion: monteCarloVersion,
		params,
		shardCount: Math.ceil(batches / format.batchesPerShard),
		items: batches,
		*shards() {
			for (let from = 0; from < batches; from += format.batchesPerShard) {
				const items = Math.min(format.batchesPerShard, batches - from);
				const start = Uint32Array.from(
					{ length: items },
					(_, batch) => (from + batch) * format.pathsPerBatch,
				);
				const input = { ...shared, [format.input.start]: tensorOf("uint32", [items, 1], start) };
				yield { input: encodeBundle(input), items };
			}
		},
	};
}
