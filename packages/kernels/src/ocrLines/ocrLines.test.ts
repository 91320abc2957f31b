import { decodeBundle, type TensorBundle } from "@tabgrid/protocol";
import { beforeAll, describe, expect, it } from "vitest";
import { characterErrorRate } from "../accuracy.ts";
import { compareOutputs } from "../compare/compareOutputs.ts";
import type { MergeShard, Plan } from "../kernel.ts";
import { loadOcrExample, type OcrExample } from "../node/examples.ts";
import { loadBuiltinModel } from "../node/loadBuiltinModel.ts";
import { roundWeights } from "../spread/roundWeights.ts";
import { openModel } from "../testing/runModel.ts";
import { ocrLines } from "./kernel.ts";
import { OcrArtifact } from "./merge.ts";
import type { OcrLinesParams } from "./params.ts";
import { planOcrLines } from "./plan.ts";

let run: (feeds: TensorBundle) => Promise<TensorBundle>;
let example: OcrExample;
/** The whole page, a line a shard: the tests share it, because reading it takes seconds. */
let page: readonly MergeShard[];

beforeAll(async () => {
	run = await openModel(await loadBuiltinModel("ocr-recognition"));
	example = await loadOcrExample();
	page = await compute(planOcrLines(example.pictures));
});

/** What a provider does with each shard of a plan. */
async function compute({ params, shards }: Plan<OcrLinesParams>): Promise<MergeShard[]> {
	const done: MergeShard[] = [];
	for (const { input, items, labels } of shards()) {
		const bundle = decodeBundle(input);
		const output = ocrLines.outputs(await run(ocrLines.feeds(bundle, params)), bundle, params);
		done.push({ index: done.length, items, output, ...(labels && { labels }) });
	}
	return done;
}

async function read(shards: readonly MergeShard[]): Promise<OcrArtifact> {
	const { bytes } = await ocrLines.merge(shards, {});
	return OcrArtifact.parse(JSON.parse(new TextDecoder().decode(bytes)));
}

describe("ocr-lines with the real model", () => {
	it("reads the example page with at most 5 % of its characters wrong", async () => {
		const { lines, missing, text } = await read(page);
		expect(missing).toEqual([]);
		expect(lines.map((line) => line.label)).toEqual(example.pictures.map(({ label }) => label));
		expect(characterErrorRate(`${example.truth.join("\n")}\n`, text)).toBeLessThanOrEqual(0.05);
		for (const { confidence } of lines) expect(confidence).toBeGreaterThan(0.9);
	});

	it("gives the text in the order of the pictures when lines share shards", async () => {
		const pictures = example.pictures.slice(0, 6);
		const shards = await compute(planOcrLines(pictures, { linesPerShard: 3 }));
		const { lines } = await read(shards.toReversed());
		expect(lines.map((line) => line.label)).toEqual(pictures.map(({ label }) => label));
		const read6 = lines.map((line) => line.text).join("\n");
		expect(characterErrorRate(example.truth.slice(0, 6).join("\n"), read6)).toBeLessThanOrEqual(
			0.05,
		);
	});

	it("names the lines whose shard failed, and refuses when all did", async () => {
		const [first, second] = page;
		if (!first || !second) throw new Error("two shards expected");
		const { output: _, ...failed } = first;
		const { lines, missing } = await read([failed, second]);
		expect(missing).toEqual(["line-01.png"]);
		expect(lines.map((line) => line.label)).toEqual(["line-02.png"]);
		await expect(ocrLines.merge([failed], {})).rejects.toThrow(/No shard/);
	});

	it("counts a line as missing when its verified output makes no sense", async () => {
		const [good, other] = page;
		if (!good?.output || !other?.output) throw new Error("two outputs expected");
		const { classes } = other.output;
		const lies: TensorBundle[] = [
			{},
			{ ...other.output, ...(good.output.line && { classes: good.output.line }) },
			{
				...other.output,
				...(classes && { classes: { ...classes, data: classes.data.map(() => 0x7f) } }),
			},
		];
		for (const output of lies) {
			const { lines, missing } = await read([good, { ...other, output }]);
			expect(lines).toHaveLength(1);
			expect(missing).toEqual(["line-02.png"]);
		}
	});

	it("tells a provider that rounds the weights to float16 from an honest one", async () => {
		const cheap = await openModel(roundWeights(await loadBuiltinModel("ocr-recognition")));
		const plan = planOcrLines(example.pictures.slice(0, 3));
		let index = 0;
		for (const { input } of plan.shards()) {
			const bundle = decodeBundle(input);
			const feeds = ocrLines.feeds(bundle, {});
			const honest = page[index++]?.output;
			if (honest === undefined) throw new Error("an output expected");
			const lie = ocrLines.outputs(await cheap(feeds), bundle, {});
			const { outputs } = compareOutputs(honest, lie, {}, ocrLines.comparator);
			expect(outputs.find(({ name }) => name === "evidence")?.agree).toBe(false);
		}
		expect(index).toBe(3);
	});
});
