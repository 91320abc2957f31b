import { TabgridError, type TensorBundle, type TensorBytes } from "@tabgrid/protocol";
import { readJsonTensors } from "../formats/jsonTensors.ts";
import { readNpz } from "../formats/npz.ts";
import { readNpy } from "../formats/readNpy.ts";
import type { GraphInfo } from "../onnx/readGraph.ts";
import { describe } from "./checkInputs.ts";

/** A file that a client gives. */
export interface InputFile {
	readonly name: string;
	readonly bytes: Uint8Array;
}

/**
 * Reads a client's input files: `.npz` and `.json` name their arrays; a `.npy` is the input of its own
 * name (`x.npy` is `x`), or the model's only input.
 * @throws TabgridError BAD_INPUT for an unknown kind of file, one that can't be read, or two arrays
 * for one input.
 */
export function readInputFiles(files: readonly InputFile[], graph: GraphInfo): TensorBundle {
	if (files.length === 0 && graph.inputs.length > 0)
		throw new TabgridError(
			"BAD_INPUT",
			`The model wants ${describe(graph.inputs)}. Add ${ways(graph)}.`,
			{ details: { missing: "inputs" } },
		);
	const bundle: Record<string, TensorBytes> = {};
	for (const file of files)
		for (const [name, tensor] of Object.entries(readFile(file, graph))) {
			if (bundle[name]) throw new TabgridError("BAD_INPUT", `The input "${name}" is given twice.`);
			bundle[name] = tensor;
		}
	return bundle;
}

function readFile({ name, bytes }: InputFile, graph: GraphInfo): TensorBundle {
	const kind = /\.([a-z]+)$/i.exec(name)?.[1]?.toLowerCase();
	switch (kind) {
		case "npz":
			return onlyArray(readNpz(bytes, `"${name}"`), graph);
		case "json":
			return readJsonTensors(new TextDecoder().decode(bytes), `"${name}"`);
		case "npy": {
			const stem = name.replace(/^.*[\\/]/, "").slice(0, -4);
			if (graph.inputs.length === 0) return {}; // which checkInputs refuses
			const input = graph.inputs.some((known) => known.name === stem) ? stem : soleInput(graph);
			if (input === undefined)
				throw new TabgridError(
					"BAD_INPUT",
					`"${name}" is named after no input of the model: ${names(graph)}.`,
				);
			return { [input]: readNpy(bytes, `"${name}"`) };
		}
		default:
			throw new TabgridError("BAD_INPUT", `"${name}" is no .npy, .npz or .json file.`);
	}
}

/** numpy.savez without names calls its only array arr_0: that is the model's only input. */
function onlyArray(bundle: TensorBundle, graph: GraphInfo): TensorBundle {
	const input = soleInput(graph);
	const array = bundle.arr_0;
	const alone = Object.keys(bundle).length === 1;
	return alone && array && input !== undefined ? { [input]: array } : bundle;
}

const soleInput = (graph: GraphInfo) =>
	graph.inputs.length === 1 ? graph.inputs[0]?.name : undefined;

/** The files that would do, for a person. */
const ways = (graph: GraphInfo) =>
	graph.inputs.length === 1
		? "a .npy file, or a .npz or .json"
		: `a .npy file named after each (${graph.inputs[0]?.name}.npy), or one .npz or .json with all`;

const names = (graph: GraphInfo) => graph.inputs.map(({ name }) => `"${name}"`).join(", ");
