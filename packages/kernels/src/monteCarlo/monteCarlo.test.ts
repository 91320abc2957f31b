import { decodeBundle, type TensorBundle } from "@tabgrid/protocol";
import { beforeAll, describe, expect, it } from "vitest";
import type { MergeShard } from "../kernel.ts";
import { loadBuiltinModel } from "../node/loadBuiltinModel.ts";
import { numbersOf, tensorOf } from "../tensor/views.ts";
import { openModel } from "../testing/runModel.ts";
import { MonteCarloArtifact } from "./artifact.ts";
import { blackScholes } from "./blackScholes.ts";
import { format } from "./format.ts";
import { draw } from "./generator.ts";
import { monteCarlo } from "./kernel.ts";
import { MonteCarloParams } from "./params.ts";
import { planMonteCarlo } from "./plan.ts";
import { growthBias, pricingTables } from "./tables.ts";
import { integerTerms } from "./terms.ts";

const call: MonteCarloParams = {
	kind: "call",
	spot: 100,
	strike: 105,
	ratePercent: 5,
	volatilityPercent: 20,
	years: 1,
	paths: 2_000_000,
	seed: 7,
};
const put: MonteCarloParams = {
	...call,
	kind: "put",
	strike: 80,
	ratePercent: -1,
	volatilityPercent: 65,
	years: 2.5,
	seed: 2 ** 32 - 1,
};

/** The sums of one batch in plain numbers, each step checked to stay within int32. */
function reference(params: MonteCarloParams, start: number) {
	const tables = pricingTables();
	const { drift, volatility, sign } = integerTerms(params);
	const int32 = (value: number) => {
		if (!Number.isSafeInteger(value) || value !== (value | 0))
			throw new RangeError(`${value} overflows int32`);
		return value;
	};
	const div = (a: number, b: number) => Math.trunc(a / b);
	let [high, low, exercised] = [0, 0, 0];
	for (let path = 0; path < format.pathsPerBatch; path++) {
		const normal = tables.normals[draw(start + path, params.seed) >>> 16] ?? 0;
		const upper = div(normal, 512);
		const lower = normal - upper * 512;
		const random = int32(int32(upper * volatility) + div(int32(lower * volatility), 512));
		const growth = div(int32(random + drift), 16) + growthBias * 2 ** 22;
		const whole = div(growth, 2 ** 22);
		const fraction = growth - whole * 2 ** 22;
		const coarse = tables.coarse[div(fraction, 2048)] ?? 0;
		const fine = tables.fine[fraction % 2048] ?? 0;
		const mantissa = coarse + div(int32(div(coarse, 1024) * fine), 2 ** 17);
		const price = int32(div(mantissa, tables.divisors[whole] ?? 0) * (tables.factors[whole] ?? 0));
		const payoff = Math.max(0, int32(int32(price - 2 ** 20) * sign));
		high = int32(high + div(payoff, 4096));
		low = int32(low + (payoff % 4096));
		exercised += payoff > 0 ? 1 : 0;
	}
	return { high, low, exercised };
}

let run: (feeds: TensorBundle) => Promise<TensorBundle>;
beforeAll(async () => {
	run = await openModel(await loadBuiltinModel("monte-carlo"));
});

async function compute(params: MonteCarloParams): Promise<MergeShard[]> {
	const shards: MergeShard[] = [];
	for (const { input, items } of planMonteCarlo(params).shards()) {
		const bundle = decodeBundle(input);
		const output = monteCarlo.outputs(await run(monteCarlo.feeds(bundle, params)), bundle, params);
		shards.push({ index: shards.length, items, output });
	}
	return shards;
}

async function priced(params: MonteCarloParams, shards: readonly MergeShard[]) {
	const { bytes } = await monteCarlo.merge(shards, params);
	return MonteCarloArtifact.parse(JSON.parse(new TextDecoder().decode(bytes)));
}

describe("the graph sums what plain integers sum, to the last bit", () => {
	it.each([
		["a call", call],
		["a put far out", put],
		["the widest growth allowed", { ...call, volatilityPercent: 118, years: 1 }],
	])("for %s", async (_, params) => {
		const [shard] = planMonteCarlo({ ...params, paths: 100_000 }).shards();
		const input = decodeBundle(shard?.input ?? new Uint8Array());
		const output = monteCarlo.outputs(await run(monteCarlo.feeds(input, params)), input, params);
		for (const batch of [0, 1, 24]) {
			const sums = Object.entries(output).map(([name, tensor]) => [name, numbersOf(tensor)[batch]]);
			expect(Object.fromEntries(sums)).toEqual(reference(params, batch * format.pathsPerBatch));
		}
	});
});

describe("the merged estimate", () => {
	it.each([
		["a call", call],
		["a put", put],
	])("lies within four standard errors of Black and Scholes for %s", async (_, params) => {
		const result = await priced(params, await compute(params));
		expect(result.paths).toBe(489 * 4096);
		expect(result.missingPaths).toBe(0);
		const { price, exercise } = blackScholes(params);
		const error = result.standardError ?? 0;
		expect(error).toBeGreaterThan(0);
		expect(error).toBeLessThan(price / 200);
		expect(Math.abs(result.estimate - price)).toBeLessThan(4 * error);
		const spread = Math.sqrt((exercise * (1 - exercise)) / result.paths);
		expect(Math.abs(result.exercised - exercise)).toBeLessThan(4 * spread);
		expect(result.batchMeans.counts.reduce((sum, count) => sum + count)).toBe(489);
	});

	it("leaves out failed and senseless shards and says how many paths that costs", async () => {
		const [first, second, third] = await compute(call);
		if (!first || !second || !third) throw new RangeError("There are four shards.");
		const negative = tensorOf("int32", [128], new Int32Array(128).fill(-1));
		const lie = { ...third, output: { ...third.output, high: negative } };
		const result = await priced(call, [lie, first, { index: 1, items: 128 }]);
		expect(result.paths).toBe(128 * 4096);
		expect(result.missingPaths).toBe(256 * 4096);
		await expect(monteCarlo.merge([{ index: 0, items: 1 }], call)).rejects.toThrow(/No shard/);
	});
});

it("prices by Black and Scholes as textbooks do", () => {
	// Hull, "Options, Futures, and Other Derivatives": S = 42, K = 40, r = 10 %, σ = 20 %, half a year.
	const terms = { spot: 42, strike: 40, ratePercent: 10, volatilityPercent: 20, years: 0.5 };
	expect(blackScholes({ kind: "call", ...terms }).price).toBeCloseTo(4.7594, 4);
	expect(blackScholes({ kind: "put", ...terms }).price).toBeCloseTo(0.8086, 4);
});

describe("the generator", () => {
	it("draws each range of numbers about equally often, whatever the seed", () => {
		for (const seed of [0, 1, 2 ** 31, 2 ** 32 - 1]) {
			const counts = new Float64Array(256);
			const draws = 2 ** 18;
			for (let n = 0; n < draws; n++) {
				const place = draw(n, seed) >>> 24;
				counts[place] = (counts[place] ?? 0) + 1;
			}
			const each = draws / 256;
			const chi = counts.reduce((sum, count) => sum + (count - each) ** 2 / each, 0);
			// 255 degrees of freedom: mean 255, standard deviation 22.6.
			expect(Math.abs(chi - 255)).toBeLessThan(5 * 22.6);
		}
	});

	it("changes about half of the upper 16 bits when one bit of the counter changes", () => {
		const flips = Array.from({ length: 32 }, (_, bit) => {
			let total = 0;
			for (let n = 0; n < 500; n++) {
				let different = (draw(n * 7919, 3) ^ draw((n * 7919) ^ (1 << bit), 3)) >>> 16;
				for (; different > 0; different = Math.floor(different / 2)) total += different % 2;
			}
			return total / 500;
		});
		for (const mean of flips) expect(Math.abs(mean - 8)).toBeLessThan(1);
	});

	it("draws no number that tells of the next", () => {
		const count = 100_000;
		const at = (n: number, seed = 11) => draw(n, seed) / 2 ** 32 - 0.5;
		const meanProduct = (other: (n: number) => number) => {
			let sum = 0;
			for (let n = 0; n < count; n++) sum += at(n) * other(n);
			return Math.abs(sum / count);
		};
		// Of independent draws the mean product has a standard deviation of (1/12)/√count.
		const limit = 4.5 / 12 / Math.sqrt(count);
		for (const distance of [1, 2, 4_096, 65_536])
			expect(meanProduct((n) => at(n + distance))).toBeLessThan(limit);
		expect(meanProduct((n) => at(n, 12))).toBeLessThan(limit);
	});
});

it("refuses terms whose prices the integers don't hold, naming the field", () => {
	const problems = (change: Partial<MonteCarloParams>) =>
		MonteCarloParams.safeParse({ ...call, ...change }).error?.issues[0]?.path;
	expect(problems({})).toBeUndefined();
	expect(problems({ years: 30, volatilityPercent: 200 })).toEqual(["years"]);
	expect(problems({ spot: -1 })).toEqual(["spot"]);
	expect(problems({ paths: 10 })).toEqual(["paths"]);
});

it("refuses a shard that its planner did not make", () => {
	const [shard] = planMonteCarlo(call).shards();
	const input = decodeBundle(shard?.input ?? new Uint8Array());
	const bad = expect.objectContaining({ code: "BAD_INPUT" });
	expect(() => monteCarlo.feeds({}, call)).toThrow(bad);
	const wild = tensorOf("int32", [1], Int32Array.of(2 ** 31 - 1));
	expect(() => monteCarlo.feeds({ ...input, volatility: wild }, call)).toThrow(bad);
	expect(() => monteCarlo.outputs({}, input, call)).toThrow(
		expect.objectContaining({ code: "MODEL_FAILED" }),
	);
});
