import { type AnyKernel, describeParams } from "@tabgrid/kernels";
import colours from "picocolors";

/** What a kernel is and, by its own schema, which parameters it takes. */
export function kernelFacts({ id, version, title, summary, model, params }: AnyKernel) {
	const own = model.kind === "client";
	return { id, version, title, summary, ownModel: own, params: own ? [] : describeParams(params) };
}

/** A kernel for a person: a paragraph, and two lines a parameter. */
export function kernelText(kernel: AnyKernel): string {
	const { id, title, summary, ownModel, params } = kernelFacts(kernel);
	const head = `${colours.bold(id)}: ${title}. ${summary}`;
	if (ownModel)
		return `${head}\nIt takes your .onnx model and its inputs; its parameters are read from them.`;
	if (params.length === 0) return `${head}\nIt takes no parameters.`;
	const width = Math.max(...params.map(({ name }) => name.length));
	const lines = params.flatMap(({ name, meaning, allowed, usual }) => [
		`  ${colours.bold(name.padEnd(width))}  ${meaning}`,
		`  ${" ".repeat(width)}  ${colours.dim(`${allowed}${usual === null ? "" : ` [${usual}]`}`)}`,
	]);
	return [head, "Parameters, each with its usual value:", ...lines].join("\n");
}
