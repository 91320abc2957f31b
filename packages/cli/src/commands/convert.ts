import { readFile, writeFile } from "node:fs/promises";
import { basename } from "node:path";
import { Command, Option } from "@commander-js/extra-typings";
import { TabgridError } from "@tabgrid/protocol";
import { shared } from "../context.ts";
import { type Conversion, convertModel } from "../convert/convertModel.ts";
import { Output } from "../Output.ts";

/** `tabgrid convert`: makes a network exact, so that its results are compared by their bytes. */
export function convertCommand() {
	return new Command("convert")
		.description(
			"Rewrite a network in 8-bit integers that give the same bits on every device; for onnx-batch with exact comparison.",
		)
		.argument("<model>", "an .onnx file: dense layers, Conv, Relu, pooling")
		.addOption(
			new Option("--to <form>", "what to make of it")
				.choices(["exact8"] as const)
				.default("exact8" as const),
		)
		.requiredOption("--calibrate <files...>", "example inputs: .npz, .npy or .json")
		.option("-o, --output <file>", "where to write it [MODEL.exact8.onnx]")
		.option("--no-webgpu", "don't try it on this machine's GPU")
		.addOption(shared.json())
		.action(async (model, options) => {
			const output = new Output(options.json === true);
			const examples = await Promise.all(
				options.calibrate.map(async (file) => ({
					name: basename(file),
					bytes: await bytesOf(file),
				})),
			);
			const made = await convertModel({
				model: await bytesOf(model),
				examples,
				gpu: options.webgpu,
			});
			const file = options.output ?? `${model.replace(/\.onnx$/i, "")}.exact8.onnx`;
			await writeFile(file, made.model);
			const { model: bytes, ...facts } = made;
			output.result({ ...facts, file, bytes: bytes.length }, textOf(made, file));
			if (made.sameOnWebgpu === false)
				throw new TabgridError("MODEL_FAILED", "WebGPU here gives other bits than the CPU.");
		});
}

function textOf({ layers, loss, leftOut, sameOnWebgpu }: Conversion, file: string): string {
	const percent = (share: number) => `${(100 * share).toPrecision(3)} %`;
	return [
		`${file}: ${layers.length} layers in integers.`,
		...layers.map(
			({ name, kind, largestSum, parts }) =>
				`  ${kind} ${name}: sums below ${Math.floor(largestSum) + 1} of 16777216${parts > 1 ? `, in ${parts} parts` : ""}`,
		),
		...(leftOut === undefined
			? []
			: [`The ${leftOut} at the end is left out: the output is what it was fed.`]),
		`Loss on the ${loss.rows} example rows: ${percent(loss.relative)} of the output's size${loss.classes > 1 ? `; the largest number stands at the same place in ${percent(loss.sameBest)} of them` : ""}.`,
		sameOnWebgpu === null
			? "Not tried on WebGPU: there is none here."
			: `WebGPU here gives ${sameOnWebgpu ? "the same bits as" : "other bits than"} the CPU.`,
		`Post it with: tabgrid submit onnx-batch ${file} INPUTS --comparators '{"*":{"kind":"exact"}}'`,
	].join("\n");
}

async function bytesOf(file: string): Promise<Uint8Array<ArrayBuffer>> {
	try {
		return new Uint8Array(await readFile(file));
	} catch (cause) {
		const why = cause instanceof Error ? cause.message : String(cause);
		throw new TabgridError("BAD_INPUT", `${file} can't be read: ${why}`, { cause });
	}
}
