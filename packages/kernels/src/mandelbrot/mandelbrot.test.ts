import { decodeBundle, type TensorBundle } from "@tabgrid/protocol";
import { decode } from "fast-png";
import { beforeAll, describe, expect, it } from "vitest";
import type { MergeShard } from "../kernel.ts";
import { loadBuiltinModel } from "../node/loadBuiltinModel.ts";
import { numbersOf } from "../tensor/views.ts";
import { openModel } from "../testing/runModel.ts";
import { parseFixed, wordsOf } from "./fixedPoint.ts";
import { format } from "./format.ts";
import { mandelbrot } from "./kernel.ts";
import { missing, paletteOf } from "./palette.ts";
import { MandelbrotParams } from "./params.ts";
import { planMandelbrot } from "./plan.ts";

const limb = 1n << BigInt(format.limbBits);

/** What the graph promises, in plain BigInt: products of limbs in columns, carried towards zero. */
function reference(cx: readonly number[], cy: readonly number[], iterations: number): number {
	type Four = [bigint, bigint, bigint, bigint];
	let x: Four = [0n, 0n, 0n, 0n];
	let y: Four = [0n, 0n, 0n, 0n];
	const int32 = (value: bigint) => {
		if (value < -(2n ** 31n) || value >= 2n ** 31n)
			throw new RangeError(`${value} overflows int32`);
		return value;
	};
	const columns = (a: Four, b: Four) =>
		[0, 1, 2, 3].map((column) =>
			[0, 1, 2, 3]
				.slice(0, column + 1)
				.reduce((sum, i) => sum + (a[i] ?? 0n) * (b[column - i] ?? 0n), 0n),
		);
	const carried = (sums: bigint[], c: readonly number[]) => {
		const [p0 = 0n, p1 = 0n, p2 = 0n, p3 = 0n] = sums.map((sum, column) =>
			int32(sum + BigInt(c[column] ?? 0)),
		);
		const third = int32(p2 + p3 / limb);
		const second = int32(p1 + third / limb);
		return { top: int32(p0 + second / limb), limb2: second % limb, limb3: third % limb };
	};
	for (let count = 0; count < iterations; count++) {
		const xx = columns(x, x);
		const yy = columns(y, y);
		const real = carried(
			xx.map((sum, column) => sum - (yy[column] ?? 0n)),
			cx,
		);
		const imaginary = carried(
			columns(x, y).map((sum) => 2n * sum),
			cy,
		);
		const cut = 2n ** 14n;
		if (int32((real.top / cut) ** 2n + (imaginary.top / cut) ** 2n) > 4n * 2n ** 24n) return count;
		x = [real.top / limb, real.top % limb, real.limb2, real.limb3];
		y = [imaginary.top / limb, imaginary.top % limb, imaginary.limb2, imaginary.limb3];
	}
	return iterations;
}

const whole: MandelbrotParams = {
	re: "-0.6",
	im: "0",
	span: 4,
	width: 40,
	height: 30,
	tile: 16,
	iterations: 64,
};
/** A spiral, 10^11 times enlarged: neighbouring pixels differ by 1e-12. */
const deep: MandelbrotParams = {
	re: "-0.743643887037158704752",
	im: "0.131825904205311970493",
	span: 3e-11,
	width: 24,
	height: 16,
	tile: 24,
	iterations: 2048,
};

let run: (feeds: TensorBundle) => Promise<TensorBundle>;
beforeAll(async () => {
	run = await openModel(await loadBuiltinModel("mandelbrot"));
});

async function compute(params: MandelbrotParams) {
	const shards: (MergeShard & { readonly input: TensorBundle })[] = [];
	for (const { input, items } of planMandelbrot(params).shards()) {
		const bundle = decodeBundle(input);
		const output = mandelbrot.outputs(await run(mandelbrot.feeds(bundle, params)), bundle, params);
		shards.push({ index: shards.length, items, input: bundle, output });
	}
	return shards;
}

/** The words of every coordinate along one side. */
function wordsIn(input: TensorBundle, name: string): number[][] {
	const tensor = input[name];
	const all = tensor ? Array.from(numbersOf(tensor)) : [];
	const length = all.length / format.words;
	return Array.from({ length }, (_, at) => [0, 1, 2].map((word) => all[word * length + at] ?? 0));
}

describe("the graph counts what plain BigInt counts, to the last iteration", () => {
	it.each([
		["of the whole set, far outside too", whole],
		["of a spiral 10^11 times enlarged", deep],
	])("for a picture %s", async (_, params) => {
		const shards = await compute(params);
		expect(shards).toHaveLength(planMandelbrot(params).shardCount);
		const seen = new Set<number>();
		for (const { input, output } of shards) {
			const expected = wordsIn(input, format.input.rows).flatMap((row) =>
				wordsIn(input, format.input.columns).map((column) =>
					reference(column, row, params.iterations),
				),
			);
			const tensor = output?.[format.output];
			expect(tensor && Array.from(numbersOf(tensor))).toEqual(expected);
			for (const count of expected) seen.add(count);
		}
		expect(seen.size).toBeGreaterThan(10);
	});
});

it("shows what double precision shows where that is precise enough", async () => {
	const params = { ...whole, tile: 64 };
	const [shard] = await compute(params);
	const counts = shard?.output?.[format.output];
	const step = params.span / params.width;
	const expected = Array.from({ length: params.width * params.height }, (_, at) => {
		const re = -0.6 + (((at % params.width) + 0.5) / params.width - 0.5) * params.span;
		const im = -(Math.floor(at / params.width) + 0.5 - params.height / 2) * step;
		let [x, y] = [0, 0];
		for (let count = 0; count < params.iterations; count++) {
			[x, y] = [x * x - y * y + re, 2 * x * y + im];
			if (x * x + y * y > 4) return count;
		}
		return params.iterations;
	});
	const found = counts ? Array.from(numbersOf(counts)) : [];
	const different = expected.filter((count, at) => count !== found[at]);
	expect(different.length).toBeLessThan(expected.length / 100);
});

describe("the picture", () => {
	it("puts every tile at its place and paints failed and senseless ones grey", async () => {
		const shards: MergeShard[] = await compute(whole);
		const [, second, third] = shards;
		if (!second || !third) throw new RangeError("There are six tiles.");
		shards[1] = { index: 1, items: 1 };
		shards[2] = { index: 2, items: 1, output: {} };
		const artifact = await mandelbrot.merge(shards.toReversed(), whole);
		expect(artifact).toMatchObject({ mediaType: "image/png", fileName: "mandelbrot.png" });
		const png = decode(artifact.bytes);
		expect(png).toMatchObject({ width: 40, height: 30, channels: 3 });
		const pixel = (x: number, y: number) =>
			Array.from(png.data.slice((y * 40 + x) * 3).slice(0, 3));
		expect(pixel(20, 5)).toEqual([...missing]);
		expect(pixel(39, 15)).toEqual([...missing]);
		// The middle of the cardioid is inside; its tile is the fifth.
		expect(pixel(24, 20)).toEqual([...(paletteOf(whole.iterations)[whole.iterations] ?? [])]);
		expect(pixel(0, 0)).toEqual([...(paletteOf(whole.iterations)[0] ?? [])]);
	});

	it("has the same bytes each time", async () => {
		const shards = await compute(whole);
		const first = await mandelbrot.merge(shards, whole);
		expect((await mandelbrot.merge(shards, whole)).bytes).toEqual(first.bytes);
	});

	it("is refused when nothing was verified", async () => {
		await expect(mandelbrot.merge([{ index: 0, items: 1 }], whole)).rejects.toThrow(/No shard/);
	});
});

describe("parameters", () => {
	const problems = (change: Partial<MandelbrotParams>) =>
		MandelbrotParams.safeParse({ ...whole, ...change }).error?.issues[0]?.path;

	it("are refused with the field at fault", () => {
		expect(problems({})).toBeUndefined();
		expect(problems({ re: "two" })).toEqual(["re"]);
		expect(problems({ im: "2.5" })).toEqual(["im"]);
		expect(problems({ iterations: 100 })).toEqual(["iterations"]);
		expect(problems({ span: 1e-13, width: 64 })).toEqual(["span"]);
		expect(problems({ width: 16, height: 2048 })).toEqual(["height"]);
	});

	it("keep decimals that a number would lose", () => {
		expect(parseFixed("-0.5")).toBe(-(2n ** 51n));
		expect(parseFixed("0.00000000000000023")).toBe(1n);
		expect(wordsOf(parseFixed("1.75"))).toEqual([1.75 * 2 ** 26, 0, 0]);
		expect(wordsOf(-(2n ** 39n) - 3n)).toEqual([-(2 ** 13), 0, -3]);
	});
});

it("refuses a shard that its planner did not make", () => {
	const [shard] = planMandelbrot(whole).shards();
	const input = decodeBundle(shard?.input ?? new Uint8Array());
	const columns = input[format.input.columns];
	if (!columns) throw new RangeError("A tile has columns.");
	const bad = expect.objectContaining({ code: "BAD_INPUT" });
	expect(() => mandelbrot.feeds({}, whole)).toThrow(bad);
	const huge = { ...columns, data: new Uint8Array(columns.data.length).fill(0x7f) };
	expect(() => mandelbrot.feeds({ ...input, columns: huge }, whole)).toThrow(bad);
	expect(() => mandelbrot.outputs({}, input, whole)).toThrow(
		expect.objectContaining({ code: "MODEL_FAILED" }),
	);
});
