import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import {
	type AnyKernel,
	addEvidence,
	checkModel,
	DetectTextParams,
	EmbedAudioParams,
	kernelById,
	MandelbrotParams,
	MonteCarloParams,
	OcrLinesParams,
	type Plan,
	planDetectText,
	planEmbedAudio,
	planMandelbrot,
	planMonteCarlo,
	planOcrLines,
	planOnnxBatch,
	readGraph,
	readInputFiles,
	readParams,
	readWav,
} from "@tabgrid/kernels";
import { loadBuiltinModel, loadPicture } from "@tabgrid/kernels/node";
import { TabgridError } from "@tabgrid/protocol";
import { UsageError } from "../UsageError.ts";
import { unreadable } from "../unreadable.ts";

/** What a job is made of, from the command line. */
export interface PlanRequest {
	readonly kernel: string;
	/** Paths. */
	readonly files: readonly string[];
	readonly params: Readonly<Record<string, unknown>>;
	/** Items (lines, rows) in a shard; the planner's own choice when left out. */
	readonly itemsPerShard?: number | undefined;
}

/** A plan and the model that it runs. */
export interface PlannedJob {
	readonly plan: Plan<unknown>;
	/** ONNX bytes. */
	readonly model: Uint8Array<ArrayBuffer>;
}

type Planner = (kernel: AnyKernel, request: PlanRequest) => Promise<PlannedJob>;

const planners: Readonly<Record<string, Planner>> = {
	"ocr-lines": async (kernel, { files, params, itemsPerShard }) => {
		readParams(OcrLinesParams, params);
		if (files.length === 0) throw new UsageError("ocr-lines reads pictures: name .png files.");
		const pictures = await Promise.all(inOrder(files).map(readPicture));
		const options = itemsPerShard === undefined ? {} : { linesPerShard: itemsPerShard };
		return withModel(kernel, planOcrLines(pictures, options));
	},
	"detect-text": async (kernel, { files, params, itemsPerShard }) => {
		refuse("--per-shard", itemsPerShard, "A page of detect-text is a shard");
		if (files.length === 0) throw new UsageError("detect-text reads pages: name .png files.");
		const checked = readParams(DetectTextParams, params);
		const pages = await Promise.all(inOrder(files).map(readPicture));
		return withModel(kernel, planDetectText(pages, checked));
	},
	"embed-audio": async (kernel, { files, params, itemsPerShard }) => {
		if (files.length === 0) throw new UsageError("embed-audio reads sound: name .wav files.");
		const checked = readParams(EmbedAudioParams, params);
		const recordings = await Promise.all(inOrder(files).map(readRecording));
		const options = itemsPerShard === undefined ? {} : { windowsPerShard: itemsPerShard };
		return withModel(kernel, planEmbedAudio(recordings, checked, options));
	},
	"onnx-batch": async (_, { files, params, itemsPerShard }) => {
		const [param] = Object.keys(params);
		refuse(`--param ${param}`, param, "onnx-batch reads its parameters from the model");
		const [model, ...more] = files.filter((file) => /\.onnx$/i.test(file));
		if (model === undefined || more.length > 0)
			throw new UsageError("onnx-batch runs your model: name one .onnx file and its inputs.");
		const given = await readBytes(model);
		checkModel(given);
		const { bytes } = addEvidence(given);
		const graph = readGraph(bytes);
		const inputs = await Promise.all(
			files
				.filter((file) => file !== model)
				.map(async (file) => ({ name: basename(file), bytes: await readBytes(file) })),
		);
		const options = itemsPerShard === undefined ? {} : { rowsPerShard: itemsPerShard };
		const sources = { model: bytes, inputs: readInputFiles(inputs, graph) };
		return { plan: planOnnxBatch(sources, options), model: bytes };
	},
	mandelbrot: async (kernel, { files, params, itemsPerShard }) => {
		refuse(files[0], files[0], "mandelbrot reads no files: --param sets what it draws");
		refuse("--per-shard", itemsPerShard, "A tile is a shard: --param tile sets its size");
		return withModel(kernel, planMandelbrot(readParams(MandelbrotParams, params)));
	},
	"monte-carlo": async (kernel, { files, params, itemsPerShard }) => {
		refuse(files[0], files[0], "monte-carlo reads no files: --param sets what it computes");
		refuse("--per-shard", itemsPerShard, "A shard of monte-carlo has a fixed number of paths");
		return withModel(kernel, planMonteCarlo(readParams(MonteCarloParams, params)));
	},
};

/** The kernels that `tabgrid submit` can plan. */
export const plannedKernels: readonly string[] = Object.keys(planners);

/**
 * Reads the files and cuts them by the kernel's planner.
 * @throws TabgridError saying which file or parameter is at fault; UsageError.
 */
export async function planFiles(request: PlanRequest): Promise<PlannedJob> {
	const kernel = kernelById(request.kernel);
	const planner = planners[kernel.id];
	if (planner === undefined)
		throw new UsageError(
			`This command can't prepare jobs of "${kernel.id}"; it can for ${plannedKernels.join(", ")}.`,
		);
	return planner(kernel, request);
}

/** Says that something on the command line would have no effect. @throws UsageError where it is there */
function refuse(what: string | undefined, given: unknown, why: string): void {
	if (given !== undefined) throw new UsageError(`${why}; leave out ${what}.`);
}

async function withModel(kernel: AnyKernel, plan: Plan<unknown>): Promise<PlannedJob> {
	if (kernel.model.kind !== "builtin")
		throw new TabgridError("BAD_MODEL", `"${kernel.id}" runs the client's own model.`);
	return { plan, model: await loadBuiltinModel(kernel.model.name) };
}

/** By name, numbers read as numbers: line-2 before line-10. */
function inOrder(files: readonly string[]): string[] {
	const order = new Intl.Collator("en", { numeric: true });
	return files.toSorted((a, b) => order.compare(a, b));
}

async function readPicture(file: string) {
	return loadPicture(file).catch((error: unknown) => {
		throw unreadable(file, error);
	});
}

async function readRecording(file: string) {
	return { label: basename(file), ...readWav(await readBytes(file), file) };
}

async function readBytes(file: string): Promise<Uint8Array<ArrayBuffer>> {
	try {
		return new Uint8Array(await readFile(file));
	} catch (error) {
		throw unreadable(file, error);
	}
}
