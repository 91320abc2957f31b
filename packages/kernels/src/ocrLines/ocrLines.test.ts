import { decodeBundle, type TensorBundle } from "@tabgrid/protocol";
import { beforeAll, describe, expect, it } from "vitest";
import { characterErrorRate } from "../accuracy.ts";
import type { MergeShard, Plan } from "../kernel.ts";
import { loadOcrExample, type OcrExample } from "../node/examples.ts";
import { loadBuiltinModel } from "../node/loadBuiltinModel.ts";
import { openModel } from "../testing/runModel.ts";
import { ocrLines } from "./kernel.ts";
import { OcrArtifact } from "./merge.ts";
import type { OcrLinesParams } from "./params.ts";
import { planOcrLines } from "./plan.ts";

let run: (feeds: TensorBundle) => Promise<TensorBundle>;
let example: OcrExample;

beforeAll(async () => {
	run = await openModel(await loadBuiltinModel("ocr-recognition"));
	example = await loadOcrExample();
}, 60_000);

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
		const { lines, missing } = await read(await compute(planOcrLines(example.pictures)));
		const truth = example.truth.join("\n");
		const text = lines.map((line) => line.text).join("\n");
		expect(missing).toEqual([]);
		expect(lines.map((line) => line.label)).toEqual(example.pictures.map(({ label }) => label));
		expect(characterErrorRate(truth, text)).toBeLessThanOrEqual(0.05);
	}, 120_000);
});
