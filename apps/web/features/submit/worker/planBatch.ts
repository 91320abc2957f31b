import {
	type AnyKernel,
	addEvidence,
	checkModel,
	isEvidence,
	planOnnxBatch,
	readInputFiles,
} from "@tabgrid/kernels";
import { digestLarge, limits, TabgridError } from "@tabgrid/protocol";
import { formatBytes } from "@/lib/formatBytes";
import { convertNetwork } from "./convertNetwork";
import type { MadePlan, PlanSteps } from "./makePlan";
import type { PlanRequest } from "./plannerMessages";

/** Input files of one job, in bytes: a tab holds them twice while it cuts them. */
const mostInputBytes = 1024 ** 3;

/** The plan of a client's own model: exact where that is asked for and can be, else with evidence. */
export async function planBatch(
	kernel: AnyKernel,
	{ files, itemsPerShard, arithmetic = "float" }: PlanRequest,
	{ onConvert }: PlanSteps,
): Promise<MadePlan> {
	const model = modelAmong(files);
	const given = new Uint8Array(await model.arrayBuffer());
	const graph = checkModel(given);
	const inputs = readInputFiles(
		await Promise.all(
			files
				.filter((file) => file !== model)
				.map(async (file) => ({
					name: file.name,
					bytes: new Uint8Array(await file.arrayBuffer()),
				})),
		),
		graph,
	);
	const exact =
		arithmetic === "float"
			? undefined
			: await convertNetwork(arithmetic, { model: given, graph, inputs }, onConvert);
	// What runs, and what the job names by its digest, shows what the answers hide; equal bits hide nothing.
	const { bytes, evidence } = exact?.model
		? { bytes: exact.model, evidence: [] }
		: addEvidence(given);
	const shown = bytes === given ? graph : checkModel(bytes);
	const plan = planOnnxBatch(
		{ model: shown, inputs },
		{
			...(itemsPerShard === undefined ? {} : { rowsPerShard: itemsPerShard }),
			...(exact?.flopPerRow === undefined ? {} : { flopPerRow: exact.flopPerRow }),
		},
	);
	const outputs = shown.outputs
		.filter(({ name }) => name in plan.params.outputs || isEvidence(name))
		.map(({ name, dtype }) => ({
			name,
			dtype,
			comparator: exact?.model ? ({ kind: "exact" } as const) : kernel.comparator(name, dtype),
		}));
	return {
		plan,
		kernel,
		model: { digest: await digestLarge(bytes), bytes: bytes.byteLength },
		modelFile: bytes,
		outputs,
		evidence,
		...(exact === undefined ? {} : { conversion: exact.conversion }),
	};
}

function modelAmong(files: readonly File[]): File {
	const [model, ...more] = files.filter(({ name }) => /\.onnx$/i.test(name));
	if (model === undefined)
		throw new TabgridError("BAD_MODEL", "Add your model, one .onnx file.", {
			details: { missing: "model" },
		});
	if (more.length > 0)
		throw new TabgridError("BAD_MODEL", "There is more than one .onnx file; a job runs one model.");
	if (model.size > limits.model)
		throw new TabgridError(
			"TOO_LARGE",
			`"${model.name}" has ${formatBytes(model.size)}; a model has ${formatBytes(limits.model)} at most. Smaller number types, such as float16 or 8-bit weights, make it fit.`,
		);
	const inputBytes = files.reduce((total, { size }) => total + size, -model.size);
	if (inputBytes > mostInputBytes)
		throw new TabgridError(
			"TOO_LARGE",
			`The inputs have ${formatBytes(inputBytes)} together; ${formatBytes(mostInputBytes)} are read at once. Post them as several jobs.`,
		);
	return model;
}
