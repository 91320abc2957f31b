import {
	type AnyKernel,
	addEvidence,
	builtinModels,
	checkModel,
	DetectTextParams,
	EmbedAudioParams,
	type EvidenceOutput,
	isEvidence,
	kernelById,
	MandelbrotParams,
	MonteCarloParams,
	type Plan,
	planDetectText,
	planEmbedAudio,
	planMandelbrot,
	planMonteCarlo,
	planOcrLines,
	planOnnxBatch,
	readInputFiles,
} from "@tabgrid/kernels";
import { type Digest, digestLarge, limits, parseOrThrow, TabgridError } from "@tabgrid/protocol";
import type { PlannedOutput, PlanRequest } from "./plannerMessages";
import { readPictures } from "./readPictures";
import { readRecordings } from "./readRecordings";

/** A plan with what it takes to describe and upload it. */
export interface MadePlan {
	readonly plan: Plan<unknown>;
	readonly kernel: AnyKernel;
	readonly model: { readonly digest: Digest; readonly bytes: number };
	/** The client's own model, to upload; absent where the kernel brings one. */
	readonly modelFile?: Uint8Array<ArrayBuffer>;
	readonly outputs: readonly PlannedOutput[];
	/** What the client's model shows beside its answers. */
	readonly evidence: readonly EvidenceOutput[];
}

/** Input files of one job, in bytes: a tab holds them twice while it cuts them. */
const mostInputBytes = 1024 ** 3;
type OnRead = (done: number, total: number) => void;
type Planner = (kernel: AnyKernel, request: PlanRequest, onRead: OnRead) => Promise<MadePlan>;

const planners: Readonly<Record<string, Planner>> = {
	"ocr-lines": planPictures,
	"detect-text": planPages,
	"embed-audio": planRecordings,
	"onnx-batch": planBatch,
	mandelbrot: async (kernel, { params }) =>
		planned(kernel, planMandelbrot(parseOrThrow(MandelbrotParams, params, "BAD_PARAMS"))),
	"monte-carlo": async (kernel, { params }) =>
		planned(kernel, planMonteCarlo(parseOrThrow(MonteCarloParams, params, "BAD_PARAMS"))),
};

/**
 * Reads the client's files or parameters and cuts them by the kernel's planner.
 * @throws TabgridError saying which file or which option is at fault.
 */
export async function makePlan(request: PlanRequest, onRead: OnRead): Promise<MadePlan> {
	const kernel = kernelById(request.kernel);
	const planner = planners[kernel.id];
	if (planner === undefined)
		throw new TabgridError("UNKNOWN_KERNEL", `This page can't prepare jobs of "${kernel.id}" yet.`);
	return planner(kernel, request, onRead);
}

/** The plan of a kernel that brings its model. */
function planned(kernel: AnyKernel, plan: Plan<unknown>): MadePlan {
	if (kernel.model.kind !== "builtin")
		throw new TabgridError("BAD_MODEL", `"${kernel.id}" runs the client's own model.`);
	const { digest, bytes } = builtinModels[kernel.model.name];
	return { plan, kernel, model: { digest, bytes }, outputs: [], evidence: [] };
}

async function planPictures(
	kernel: AnyKernel,
	{ files, itemsPerShard }: PlanRequest,
	onRead: OnRead,
): Promise<MadePlan> {
	const pictures = await readPictures(files, (done) => onRead(done, files.length));
	const plan = planOcrLines(
		pictures,
		itemsPerShard === undefined ? {} : { linesPerShard: itemsPerShard },
	);
	return planned(kernel, plan);
}

async function planPages(
	kernel: AnyKernel,
	{ files, params }: PlanRequest,
	onRead: OnRead,
): Promise<MadePlan> {
	const checked = parseOrThrow(DetectTextParams, params ?? {}, "BAD_PARAMS");
	const pages = await readPictures(files, (done) => onRead(done, files.length));
	return planned(kernel, planDetectText(pages, checked));
}

async function planRecordings(
	kernel: AnyKernel,
	{ files, params, itemsPerShard }: PlanRequest,
	onRead: OnRead,
): Promise<MadePlan> {
	const checked = parseOrThrow(EmbedAudioParams, params ?? {}, "BAD_PARAMS");
	const recordings = await readRecordings(files, (done) => onRead(done, files.length));
	const plan = planEmbedAudio(
		recordings,
		checked,
		itemsPerShard === undefined ? {} : { windowsPerShard: itemsPerShard },
	);
	return planned(kernel, plan);
}

async function planBatch(
	kernel: AnyKernel,
	{ files, itemsPerShard }: PlanRequest,
): Promise<MadePlan> {
	const [model, ...more] = files.filter(({ name }) => /\.onnx$/i.test(name));
	if (model === undefined) throw new TabgridError("BAD_MODEL", "Add your model, one .onnx file.");
	if (more.length > 0)
		throw new TabgridError("BAD_MODEL", "There is more than one .onnx file; a job runs one model.");
	if (model.size > limits.model)
		throw new TabgridError(
			"TOO_LARGE",
			`"${model.name}" is over the ${limits.model} bytes of a model.`,
		);
	const inputBytes = files.reduce((total, { size }) => total + size, -model.size);
	if (inputBytes > mostInputBytes)
		throw new TabgridError(
			"TOO_LARGE",
			`The inputs have ${inputBytes} bytes together; ${mostInputBytes} are read at once. Post them as several jobs.`,
		);
	const given = new Uint8Array(await model.arrayBuffer());
	const checked = checkModel(given);
	// What runs, and what the job names by its digest, shows what the answers hide.
	const { bytes, evidence } = addEvidence(given);
	const graph = evidence.length === 0 ? checked : checkModel(bytes);
	const inputFiles = await Promise.all(
		files
			.filter((file) => file !== model)
			.map(async (file) => ({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) })),
	);
	const inputs = readInputFiles(inputFiles, graph);
	const plan = planOnnxBatch(
		{ model: graph, inputs },
		itemsPerShard === undefined ? {} : { rowsPerShard: itemsPerShard },
	);
	const outputs = graph.outputs
		.filter(({ name }) => name in plan.params.outputs || isEvidence(name))
		.map(({ name, dtype }) => ({ name, dtype, comparator: kernel.comparator(name, dtype) }));
	const digest = await digestLarge(bytes);
	const size = bytes.byteLength;
	return { plan, kernel, model: { digest, bytes: size }, modelFile: bytes, outputs, evidence };
}
