import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { parseOrThrow } from "@tabgrid/protocol";
import { z } from "zod";
import { readWav } from "../audio/readWav.ts";
import type { Recording } from "../embedAudio/plan.ts";
import type { InputFile } from "../onnxBatch/readInputs.ts";
import type { Picture } from "../pictures/scalePicture.ts";
import { loadPicture } from "./loadPicture.ts";

/** The repository's examples/ folder. */
const examples = new URL("../../../../examples/", import.meta.url);
const pathOf = (file: string) => fileURLToPath(new URL(file, examples));

/** File name → text, in the page's order. */
const Truth = z.record(z.string(), z.string());

/** Pictures of text lines with what they say. */
export interface OcrExample {
	readonly pictures: readonly Picture[];
	/** The text of each picture, in the same order. */
	readonly truth: readonly string[];
}

/**
 * Reads examples/ocr-page: `count` lines from the top, all unless told. More than the page has begins
 * again at its top, and the label says which reading it is.
 */
export async function loadOcrExample(count?: number): Promise<OcrExample> {
	const json: unknown = JSON.parse(await readFile(pathOf("ocr-page/truth.json"), "utf8"));
	const page = Object.entries(parseOrThrow(Truth, json, "BAD_INPUT"));
	const pictures = await Promise.all(
		page.slice(0, count).map(([file]) => loadPicture(pathOf(`ocr-page/lines/${file}`))),
	);
	const places = Array.from({ length: count ?? page.length }, (_, index) => index);
	return {
		pictures: places.flatMap((index) => {
			const picture = pictures[index % page.length];
			const reading = Math.floor(index / page.length) + 1;
			if (picture === undefined) return [];
			return reading === 1 ? picture : { ...picture, label: `${picture.label} (${reading})` };
		}),
		truth: places.flatMap((index) => page[index % page.length]?.[1] ?? []),
	};
}

/** A small model and a batch for it. */
export interface ClassifierExample {
	readonly model: Uint8Array<ArrayBuffer>;
	readonly inputs: readonly InputFile[];
}

/** Reads examples/tiny-classifier. */
export async function loadClassifierExample(): Promise<ClassifierExample> {
	return {
		model: new Uint8Array(await readFile(pathOf("tiny-classifier/model.onnx"))),
		inputs: [{ name: "inputs.npz", bytes: await readFile(pathOf("tiny-classifier/inputs.npz")) }],
	};
}

/** Reads the page of examples/ocr-page as one picture. */
export const loadPageExample = (): Promise<Picture> => loadPicture(pathOf("ocr-page/page.png"));

/** Names of the recordings in examples/speech: three that say "Hey Jarvis", and one that doesn't. */
export const speechExample = [
	"hey-jarvis-american",
	"hey-jarvis-british",
	"hey-jarvis-high",
	"waiting",
] as const;

/** Reads a recording of examples/speech. */
export async function loadSpeechExample(name: (typeof speechExample)[number]): Promise<Recording> {
	const label = `${name}.wav`;
	return { label, ...readWav(await readFile(pathOf(`speech/${label}`)), label) };
}
