import type { TensorBundle, TensorBytes } from "@tabgrid/protocol";
import { describe, expect, it } from "vitest";
import { writeNpz } from "../formats/npz.ts";
import { writeNpy } from "../formats/writeNpy.ts";
import type { GraphInfo, GraphValue } from "../onnx/readGraph.ts";
import { checkInputs } from "./checkInputs.ts";
import { readInputFiles } from "./readInputs.ts";

const graphOf = (...inputs: GraphValue[]): GraphInfo => ({
	inputs,
	outputs: [{ name: "y", dtype: "float32", dims: ["n"] }],
	nodes: 1,
	opset: 17,
	producer: "",
});
const input = (name: string, ...dims: (number | string | undefined)[]): GraphValue => ({
	name,
	dtype: "float32",
	dims,
});
const floats = (...dims: number[]): TensorBytes => ({
	dtype: "float32",
	dims,
	data: new Uint8Array(4 * dims.reduce((product, dim) => product * dim, 1)),
});
const check = (graph: GraphInfo, inputs: TensorBundle, shared?: string[]) =>
	checkInputs(graph, inputs, shared);

describe("finding the batch", () => {
	it("takes the inputs whose first dimension is open", () => {
		const graph = graphOf(input("x", "n", 4), input("scale", 4), input("bias"));
		const inputs = { x: floats(9, 4), scale: floats(4), bias: floats() };
		expect(check(graph, inputs)).toEqual({ batched: ["x"], rows: 9, fixedRows: null });
	});

	it("takes a fixed first dimension for the batch where none is open", () => {
		const graph = graphOf(input("x", 8, 4), input("mask", 8), input("scale", 4));
		const inputs = { x: floats(20, 4), mask: floats(20), scale: floats(4) };
		expect(check(graph, inputs)).toEqual({ batched: ["x", "mask"], rows: 20, fixedRows: 8 });
	});

	it("leaves an open input whole when told that it is shared", () => {
		const graph = graphOf(input("x", "n", 4), input("vocabulary", "v", 4));
		const inputs = { x: floats(9, 4), vocabulary: floats(50, 4) };
		expect(check(graph, inputs, ["vocabulary"]).batched).toEqual(["x"]);
		expect(() => check(graph, inputs)).toThrow(/"vocabulary" has 50 rows and "x" 9/);
	});
});

describe("what doesn't fit is said plainly", () => {
	it("a model without inputs, arrays without names, and what to add to a model alone", () => {
		const none = graphOf();
		expect(() => check(none, {})).toThrow(/takes no inputs/);
		const files = [{ name: "x.npy", bytes: writeNpy(floats(2)) }];
		expect(() => check(none, readInputFiles(files, none))).toThrow(/takes no inputs/);
		const two = graphOf(input("x", "n", 4), input("scale", 4));
		expect(() => check(two, { arr_0: floats(9, 4), arr_1: floats(4) })).toThrow(
			/numpy\.savez\(path, x=…, scale=…\)/,
		);
		expect(() => readInputFiles([], two)).toThrow(
			/wants "x" float32\[n, 4\], "scale" float32\[4\]\. Add a \.npy file named after each/,
		);
	});

	const graph = graphOf(input("x", "n", 4));
	it.each([
		["a missing input", {}, /also wants "x" float32\[n, 4\]/],
		["an unknown input", { x: floats(1, 4), z: floats(1) }, /no input "z"; it has "x"/],
		[
			"another type",
			{ x: { ...floats(1, 8), dtype: "float64", dims: [1, 4] } },
			/astype\("float32"\)/,
		],
		["another rank", { x: floats(4) }, /wants "x" float32\[n, 4\], the file has shape \[4\]/],
		["another width", { x: floats(2, 5) }, /the file has shape \[2, 5\]/],
		["no rows", { x: floats(0, 4) }, /"x" has no rows/],
	] as const)("%s", (_, inputs, message) => {
		expect(() => check(graph, inputs)).toThrow(message);
		expect(() => check(graph, inputs)).toThrow(expect.objectContaining({ code: "BAD_INPUT" }));
	});

	it("a symbol with two sizes", () => {
		const two = graphOf(input("x", "n", "width"), input("w", "n", "width"));
		expect(() => check(two, { x: floats(2, 3), w: floats(2, 4) })).toThrow(
			/"width" is 3.*4 in "w"/,
		);
	});

	it("nothing to cut", () => {
		expect(() => check(graphOf(input("x")), { x: floats() })).toThrow(/nothing can be cut/);
	});
});

describe("input files", () => {
	const graph = graphOf(input("x", "n"), input("mask", "n"));
	const array = writeNpy(floats(3));

	it("gives a .npy to the input of its name, or to the only one", () => {
		const files = [
			{ name: "batch/x.npy", bytes: array },
			{ name: "mask.NPY", bytes: array },
		];
		expect(Object.keys(readInputFiles(files, graph))).toEqual(["x", "mask"]);
		const sole = readInputFiles([{ name: "anything.npy", bytes: array }], graphOf(input("x", "n")));
		expect(Object.keys(sole)).toEqual(["x"]);
		expect(() => readInputFiles([{ name: "q.npy", bytes: array }], graph)).toThrow(/"x", "mask"/);
	});

	it("takes a file's name without its folders, and refuses JSON with a prototype's name", () => {
		for (const name of ["../../etc/x.npy", "..\\x.npy", "/x.npy"])
			expect(Object.keys(readInputFiles([{ name, bytes: array }], graph))).toEqual(["x"]);
		const json = '{"__proto__": {"dtype": "bool", "dims": [], "data": [1]}}';
		expect(() =>
			readInputFiles([{ name: "x.json", bytes: new TextEncoder().encode(json) }], graph),
		).toThrow(/tensor "__proto__"/);
	});

	it("reads archives and JSON, and refuses an input given twice or an unknown file", () => {
		const archive = { name: "a.npz", bytes: writeNpz({ x: floats(3) }) };
		const json = {
			name: "b.json",
			bytes: new TextEncoder().encode('{"mask": {"dtype": "float32", "dims": [1], "data": [1]}}'),
		};
		expect(Object.keys(readInputFiles([archive, json], graph))).toEqual(["x", "mask"]);
		expect(() => readInputFiles([archive, archive], graph)).toThrow(/"x" is given twice/);
		expect(() => readInputFiles([{ name: "x.csv", bytes: array }], graph)).toThrow(/no .npy/);
		expect(() => readInputFiles([], graph)).toThrow(/Add a .npy file/);
	});

	it("takes numpy.savez's arr_0 for the model's only input", () => {
		const archive = { name: "a.npz", bytes: writeNpz({ arr_0: floats(3) }) };
		expect(Object.keys(readInputFiles([archive], graphOf(input("x", "n"))))).toEqual(["x"]);
	});
});
