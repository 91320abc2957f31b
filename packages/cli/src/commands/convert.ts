import { readFile, writeFile } from "node:fs/promises";
import { basename } from "node:path";
import { Command, Option } from "@commander-js/extra-typings";
import { TabgridError } from "@tabgrid/protocol";
import { shared } from "../context.ts";
import { conversionText } from "../convert/conversionText.ts";
import { convertModel } from "../convert/convertModel.ts";
import { Output } from "../Output.ts";
import { orInterrupted } from "../orInterrupted.ts";
import { unreadable } from "../unreadable.ts";

/** `tabgrid convert`: makes a network exact, so that its results are compared by their bytes. */
export function convertCommand(signal: AbortSignal) {
	return new Command("convert")
		.description(
			"Rewrite a network so that it gives the same bits on every device, for onnx-batch with exact comparison: in 8-bit integers (exact8), as fast as before with some loss, or in portable float32, slower and without loss.",
		)
		.argument("<model>", "an .onnx file; exact8: of dense layers, Conv, Relu and pooling alone")
		.addOption(
			new Option("--to <form>", "what to make of it")
				.choices(["exact8", "portable"] as const)
				.default("exact8" as const),
		)
		.option(
			"--calibrate <files...>",
			"example inputs: .npz, .npy or .json; portable takes random ones without",
		)
		.option("-o, --output <file>", "where to write it [MODEL.exact8.onnx, MODEL.portable.onnx]")
		.option("--no-webgpu", "don't try it on this machine's GPU")
		.addOption(shared.json())
		.action(async (model, options) => {
			const output = new Output(options.json === true);
			const examples = await Promise.all(
				(options.calibrate ?? []).map(async (file) => ({
					name: basename(file),
					bytes: await bytesOf(file),
				})),
			);
			const given = await bytesOf(model);
			const made = await orInterrupted(signal, () =>
				convertModel({
					model: given,
					to: options.to,
					examples,
					gpu: options.webgpu,
				}),
			);
			const file = options.output ?? `${model.replace(/\.onnx$/i, "")}.${options.to}.onnx`;
			await writeFile(file, made.model);
			const { model: bytes, ...facts } = made;
			output.result({ ...facts, file, bytes: bytes.length }, conversionText(made, file));
			if (made.sameOnWebgpu === false)
				throw new TabgridError("MODEL_FAILED", "WebGPU here gives other bits than the CPU.");
		});
}

async function bytesOf(file: string): Promise<Uint8Array<ArrayBuffer>> {
	try {
		return new Uint8Array(await readFile(file));
	} catch (cause) {
		throw unreadable(file, cause);
	}
}
