import { create, toBinary } from "@bufbuild/protobuf";
import { dtypes } from "@tabgrid/protocol";
import { ModelProtoSchema, TensorProto_DataLocation } from "onnx-buf";
import { describe, expect, it } from "vitest";
import { loadBuiltinModel } from "../node/loadBuiltinModel.ts";
import { tensorOf } from "../tensor/views.ts";
import { buildModel } from "./buildModel.ts";
import { readGraph } from "./readGraph.ts";

describe("readGraph", () => {
	it("tells the inputs and outputs of the real recognition model", async () => {
		const graph = readGraph(await loadBuiltinModel("ocr-recognition"));
		expect(graph.inputs).toEqual([
			{
				name: "x",
				dtype: "float32",
				dims: ["p2o.DynamicDimension.0", 3, 48, "p2o.DynamicDimension.1"],
			},
		]);
		expect(graph.outputs).toEqual([
			{
				name: "softmax_11.tmp_0",
				dtype: "float32",
				dims: ["p2o.DynamicDimension.2", "p2o.DynamicDimension.3", 6625],
			},
		]);
		expect(graph.opset).toBe(9);
	});

	it("reads back what buildModel wrote, for every type", () => {
		for (const dtype of dtypes) {
			const inputs = [
				{ name: "a", dtype, dims: ["n", 3, undefined] },
				{ name: "b", dtype, dims: [] },
			];
			const outputs = [{ name: "y", dtype, dims: undefined }];
			const nodes = [{ op: "Identity", inputs: ["a"], outputs: ["y"] }];
			const graph = readGraph(buildModel({ name: "t", inputs, outputs, nodes }));
			expect(graph).toEqual({ inputs, outputs, nodes: 1, opset: 17, producer: "tabgrid" });
		}
	});

	it("leaves out inputs that the model itself gives a value", () => {
		const value = (name: string) => ({ name, dtype: "float32", dims: [1] }) as const;
		const model = buildModel({
			name: "t",
			inputs: [value("x"), value("w")],
			outputs: [value("y")],
			nodes: [{ op: "Add", inputs: ["x", "w"], outputs: ["y"] }],
			weights: { w: tensorOf("float32", [1], Float32Array.of(1)) },
		});
		expect(readGraph(model).inputs.map(({ name }) => name)).toEqual(["x"]);
	});

	it("refuses files that are no model, or only a part of one", () => {
		const bad = expect.objectContaining({ code: "BAD_MODEL" });
		expect(() => readGraph(new TextEncoder().encode("hello there"))).toThrow(bad);
		expect(() => readGraph(new Uint8Array(0))).toThrow(bad);
		const external = create(ModelProtoSchema, {
			graph: {
				node: [{ opType: "Relu", input: ["x"], output: ["y"] }],
				output: [{ name: "y" }],
				initializer: [{ name: "w", dataLocation: TensorProto_DataLocation.EXTERNAL }],
			},
		});
		expect(() => readGraph(toBinary(ModelProtoSchema, external))).toThrow(/"w".*another file/);
	});
});
