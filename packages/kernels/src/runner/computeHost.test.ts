import { create, toBinary } from "@bufbuild/protobuf";
import { type Backend, Digest, decodeBundle, encodeBundle, KernelId } from "@tabgrid/protocol";
import { ModelProtoSchema, TensorProto_DataType } from "onnx-buf";
import * as ort from "onnxruntime-web";
import { describe, expect, it } from "vitest";
import { type BuiltinModelName, builtinModels } from "../builtinModels.ts";
import { loadBuiltinModel } from "../node/loadBuiltinModel.ts";
import { hostileModels } from "../testing/hostileModels.ts";
import { relativeL2 } from "./calibrate.ts";
import { conformanceGraph, speedGraph } from "./calibrationGraphs.ts";
import { createComputeHost } from "./computeHost.ts";
import { sha256Digest } from "./digest.ts";
import { usesFloat16 } from "./modelTypes.ts";
import { floatsBundle, plainCatalogue } from "./testing/plainKernel.ts";

const isBuiltinModelName = (name: string): name is BuiltinModelName => name in builtinModels;

const makeHost = (maxBytes = 1e9) =>
	createComputeHost({
		ort,
		runtime: "1.30.0",
		threads: 1,
		gpu: undefined,
		kernel: plainCatalogue,
		maxBytes,
	});

/** A model of one Identity node, of this element type. */
function identityModel(elemType: TensorProto_DataType): Uint8Array<ArrayBuffer> {
	const value = (name: string) => ({
		name,
		type: {
			value: {
				case: "tensorType" as const,
				value: {
					elemType,
					shape: { dim: [{ value: { case: "dimParam" as const, value: "n" } }] },
				},
			},
		},
	});
	return new Uint8Array(
		toBinary(
			ModelProtoSchema,
			create(ModelProtoSchema, {
				irVersion: 8n,
				opsetImport: [{ domain: "", version: 17n }],
				graph: {
					name: "identity",
					node: [{ opType: "Identity", input: ["x"], output: ["y"] }],
					input: [value("x")],
					output: [value("y")],
				},
			}),
		),
	);
}

const load = (model: Digest, bytes: Uint8Array<ArrayBuffer>, backend: Backend = "wasm") =>
	({ id: 1, kind: "load", backend, model, bytes }) as const;
const run = (model: Digest, input: Uint8Array<ArrayBuffer>) =>
	({
		id: 2,
		kind: "run",
		model,
		kernel: KernelId.parse("plain"),
		kernelVersion: 1,
		params: {},
		input,
	}) as const;

describe("computing a shard", () => {
	it.each([
		["float32", TensorProto_DataType.FLOAT, new Float32Array([1.5, -2])],
		["float64", TensorProto_DataType.DOUBLE, new Float64Array([1.5, -2])],
		["float16", TensorProto_DataType.FLOAT16, new Uint16Array([0x3c00, 0xc000])],
		["int64", TensorProto_DataType.INT64, new BigInt64Array([5n, -(2n ** 60n)])],
		["int8", TensorProto_DataType.INT8, new Int8Array([5, -6])],
		["uint8", TensorProto_DataType.UINT8, new Uint8Array([5, 250])],
		["int32", TensorProto_DataType.INT32, new Int32Array([5, -6])],
		["bool", TensorProto_DataType.BOOL, new Uint8Array([1, 0])],
	] as const)("gives %s back bit for bit", async (dtype, elemType, values) => {
		const host = makeHost();
		const bytes = identityModel(elemType);
		const model = await sha256Digest(bytes);
		await host(load(model, bytes));
		const data = new Uint8Array(values.buffer);
		const input = encodeBundle({ x: { dtype, dims: [2], data } });
		const answer = await host(run(model, input));
		if (!("output" in answer)) throw new Error("not an output");
		expect(decodeBundle(answer.output)).toEqual({ y: { dtype, dims: [2], data } });
	});

	it("gives strings back", async () => {
		const host = makeHost();
		const bytes = identityModel(TensorProto_DataType.STRING);
		const model = await sha256Digest(bytes);
		await host(load(model, bytes));
		const data = new TextEncoder().encode('["ä","b"]');
		const input = encodeBundle({ x: { dtype: "string", dims: [2], data } });
		const answer = await host(run(model, input));
		if (!("output" in answer)) throw new Error("not an output");
		expect(decodeBundle(answer.output).y?.data).toEqual(data);
	});

	it("fails with the model's own words when a feed is missing", async () => {
		const host = makeHost();
		const bytes = identityModel(TensorProto_DataType.FLOAT);
		const model = await sha256Digest(bytes);
		await host(load(model, bytes));
		await expect(host(run(model, floatsBundle("z", [1], [1])))).rejects.toMatchObject({
			code: "MODEL_FAILED",
			message: expect.stringContaining("x"),
		});
	});

	it("puts the least recently used model out when memory is short", async () => {
		const models = [TensorProto_DataType.FLOAT, TensorProto_DataType.INT32].map(identityModel);
		const host = makeHost(models[0]?.byteLength);
		const digests = [];
		for (const bytes of models) {
			const digest = await sha256Digest(bytes);
			digests.push(digest);
			await host(load(digest, bytes));
		}
		const gone = Digest.parse(digests[0]);
		await expect(host(run(gone, floatsBundle("x", [1], [1])))).rejects.toMatchObject({
			code: "CONFLICT",
		});
	});

	it("computes a 16-bit model on WASM when the adapter has no 16-bit floats", async () => {
		const bytes = identityModel(TensorProto_DataType.FLOAT16);
		expect(usesFloat16(bytes)).toBe(true);
		const answer = await makeHost()(load(await sha256Digest(bytes), bytes, "webgpu"));
		expect(answer).toMatchObject({ backend: "wasm" });
	});
});

describe("a model that comes with Tabgrid", () => {
	it.each(Object.keys(builtinModels).filter(isBuiltinModelName))(
		"is loaded by every provider: %s",
		async (name) => {
			const { digest } = builtinModels[name];
			const bytes = await loadBuiltinModel(name);
			expect(await makeHost()(load(digest, bytes))).toMatchObject({ warm: [digest] });
		},
		30_000,
	);
});

describe("a model that may not run", () => {
	it.each(hostileModels)("gets no session: %s", async (_, bytes, says) => {
		let sessions = 0;
		const host = createComputeHost({
			ort: {
				...ort,
				InferenceSession: {
					create() {
						sessions++;
						throw new Error("A session was asked for.");
					},
				},
			},
			runtime: "1.30.0",
			threads: 1,
			gpu: undefined,
			kernel: plainCatalogue,
			maxBytes: 1e9,
		});
		await expect(host(load(await sha256Digest(bytes), bytes))).rejects.toMatchObject({
			code: "BAD_MODEL",
			message: expect.stringMatching(says),
		});
		expect(sessions).toBe(0);
	});
});

describe("calibration graphs", () => {
	it("compute the same each time, and hold no 16-bit floats", async () => {
		for (const graph of [speedGraph({ layers: 2 }), conformanceGraph()]) {
			const measure = { id: 1, kind: "measure", backend: "wasm", runs: 1, ...graph } as const;
			const answers = [await makeHost()(measure), await makeHost()(measure)];
			const [a, b] = answers.map((answer) => ("outputs" in answer ? answer.outputs : undefined));
			if (!a || !b) throw new Error("no outputs");
			expect(a).toEqual(b);
			expect(relativeL2(decodeBundle(a), decodeBundle(b))).toBe(0);
			expect(usesFloat16(graph.model)).toBe(false);
		}
	});
});
