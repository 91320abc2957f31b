import type { ModelSpread } from "@tabgrid/protocol";
import type { KnownSpreads } from "./calibrateOutputs.ts";
import type { Spread } from "./spreadOf.ts";

/** Fewer pairs than this are chance. */
const leastPairs = 20;

/** What a matcher knows of a model's spreads, as calibration takes it: what 99 % of pairs stay within. */
export function knownSpreads({ outputs }: ModelSpread): KnownSpreads & { readonly pairs: number } {
	const across: Record<string, Spread> = {};
	const within: Record<"wasm" | "webgpu", Record<string, Spread>> = { wasm: {}, webgpu: {} };
	let most = 0;
	for (const { output, backends, pairs, l2, peak } of outputs) {
		if (pairs < leastPairs) continue;
		const spreads = backends === "wasm webgpu" ? across : within[backends];
		spreads[output] = { l2: l2.p99, peak: peak.p99 };
		most = Math.max(most, pairs);
	}
	return { across, within, pairs: most };
}
