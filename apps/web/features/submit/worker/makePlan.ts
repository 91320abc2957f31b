import {
	type AnyKernel,
	builtinModels,
	DetectTextParams,
	EmbedAudioParams,
	type EvidenceOutput,
	kernelById,
	MandelbrotParams,
	MonteCarloParams,
	type Plan,
	planDetectText,
	planEmbedAudio,
	planMandelbrot,
	planMonteCarlo,
	planOcrLines,
	readParams,
} from "@tabgrid/kernels";
import { type Digest, TabgridError } from "@tabgrid/protocol";
import type { Conversion } from "../arithmetic/arithmetic";
import { planBatch } from "./planBatch";
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
	/** What became of making the client's model exact, where that was asked for. */
	readonly conversion?: Conversion;
}

/** Told while a plan is made. */
export interface PlanSteps {
	/** Files that were read, of all. */
	onRead(done: number, total: number): void;
	/** Runs of the client's network that making it exact takes, of all. */
	onConvert(done: number, total: number): void;
}

type Planner = (kernel: AnyKernel, request: PlanRequest, steps: PlanSteps) => Promise<MadePlan>;

const planners: Readonly<Record<string, Planner>> = {
	"ocr-lines": planPictures,
	"detect-text": planPages,
	"embed-audio": planRecordings,
	"onnx-batch": planBatch,
	mandelbrot: async (kernel, { params }) =>
		planned(kernel, planMandelbrot(readParams(MandelbrotParams, params))),
	"monte-carlo": async (kernel, { params }) =>
		planned(kernel, planMonteCarlo(readParams(MonteCarloParams, params))),
};

/**
 * Reads the client's files or parameters and cuts them by the kernel's planner.
 * @throws TabgridError saying which file or which option is at fault.
 */
export async function makePlan(request: PlanRequest, steps: PlanSteps): Promise<MadePlan> {
	const kernel = kernelById(request.kernel);
	const planner = planners[kernel.id];
	if (planner === undefined)
		throw new TabgridError("UNKNOWN_KERNEL", `This page can't prepare jobs of "${kernel.id}" yet.`);
	return planner(kernel, request, steps);
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
	{ onRead }: PlanSteps,
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
	{ onRead }: PlanSteps,
): Promise<MadePlan> {
	const checked = readParams(DetectTextParams, params ?? {});
	const pages = await readPictures(files, (done) => onRead(done, files.length));
	return planned(kernel, planDetectText(pages, checked));
}

async function planRecordings(
	kernel: AnyKernel,
	{ files, params, itemsPerShard }: PlanRequest,
	{ onRead }: PlanSteps,
): Promise<MadePlan> {
	const checked = readParams(EmbedAudioParams, params ?? {});
	const recordings = await readRecordings(files, (done) => onRead(done, files.length));
	const plan = planEmbedAudio(
		recordings,
		checked,
		itemsPerShard === undefined ? {} : { windowsPerShard: itemsPerShard },
	);
	return planned(kernel, plan);
}
