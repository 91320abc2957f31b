import { existsSync } from "node:fs";
import { toPortable, writeNpz } from "@tabgrid/kernels";
import { buildModel } from "@tabgrid/kernels/node";
import { Calibration, ComputeClient, calibrate } from "@tabgrid/kernels/runner";
import { pictureNetwork, randomFloats } from "@tabgrid/kernels/testing";
import {
	type Backend,
	decodeBundle,
	encodeBundle,
	TabgridError,
	type TensorBundle,
} from "@tabgrid/protocol";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { conversionText } from "../src/convert/conversionText.ts";
import { convertModel } from "../src/convert/convertModel.ts";
import { computeSpawner } from "../src/provide/spawnCompute.ts";

/** Chromium's software Vulkan driver, for machines without a GPU. */
const drivers = ["/usr/lib/chromium", "/usr/lib64/chromium-browser", "/opt/google/chrome"].map(
	(folder) => `${folder}/vk_swiftshader_icd.json`,
);

const pixels = randomFloats([2, 3, 12, 12], 1, 11);

const softmaxLayer = () =>
	buildModel({
		name: "layer",
		inputs: [{ name: "x", dtype: "float32", dims: ["n", 12] }],
		outputs: [{ name: "y", dtype: "float32", dims: ["n", 5] }],
		nodes: [
			{ op: "MatMul", inputs: ["x", "w"], outputs: ["a"] },
			{ op: "Softmax", inputs: ["a"], outputs: ["y"] },
		],
		weights: { w: randomFloats([12, 5], 1, 13) },
	});

describe("the thread that computes", () => {
	const compute = new ComputeClient(computeSpawner({ threads: 1, warmBytes: 1e8, gpu: false }));
	afterAll(() => compute.terminate());

	it("is killed when it takes too long, and a new one answers the next request", async () => {
		const about = await compute.request("describe", {}, { timeoutMs: 60_000 });
		expect(about).toMatchObject({ adapter: null, threads: 1, runtime: "1.30.0 node" });
		const endless = calibrate({ compute, preference: "wasm", signal: AbortSignal.timeout(50) });
		await expect(endless).rejects.toMatchObject({ code: "STOPPED" });
		expect(await compute.request("describe", {}, { timeoutMs: 60_000 })).toEqual(about);
	});

	it("makes a network portable on the CPU alone, and tells what it costs", async () => {
		const made = await convertModel({
			model: pictureNetwork(8),
			to: "portable",
			examples: [],
			gpu: false,
		});
		if (made.to !== "portable") throw new TypeError("It was made something else.");
		expect(made).toMatchObject({ sameOnWebgpu: null, adapter: null });
		expect(made.loss.relative).toBeLessThan(1e-6);
		expect(made.slowdown.wasm.times).toBeGreaterThan(0);
		const text = conversionText(made, "model.portable.onnx");
		expect(text).toContain("4 Conv");
		expect(text).toMatch(/Time on WASM: [\d.e+]+ times the given model's/);
	});

	it("computes a portable network bit for bit alike with one, two and four threads", async () => {
		const inputs = { pixels: randomFloats([32, 3, 12, 12], 1, 11) };
		const run = async (on: ComputeClient, bytes: Uint8Array, feeds: TensorBundle) => {
			const task = { model: new Uint8Array(bytes), feeds: encodeBundle(feeds), runs: 1 };
			const asked = { ...task, backend: "wasm" as const };
			return (await on.request("measure", asked, { timeoutMs: 60_000 })).outputs;
		};
		const { model } = await toPortable(pictureNetwork(), inputs, async (bytes, feeds) =>
			decodeBundle(await run(compute, bytes, feeds)),
		);
		const alone = await run(compute, model, inputs);
		for (const threads of [2, 4]) {
			const other = new ComputeClient(computeSpawner({ threads, warmBytes: 1e8, gpu: false }));
			expect(Buffer.compare(await run(other, model, inputs), alone)).toBe(0);
			other.terminate();
		}
	});

	it("computes on the CPU where there is no GPU, and says so", async () => {
		const found = Calibration.parse(await calibrate({ compute, preference: "auto" }));
		expect(found).toMatchObject({
			backend: "wasm",
			note: "WASM: there is no WebGPU adapter here.",
		});
	});
});

describe("WebGPU without a browser", () => {
	const before = process.env.VK_ICD_FILENAMES;
	const compute = new ComputeClient(computeSpawner({ threads: 1, warmBytes: 1e8, gpu: true }));
	beforeAll(() => {
		const driver = drivers.find(existsSync);
		if (before === undefined && driver !== undefined) process.env.VK_ICD_FILENAMES = driver;
	});
	afterAll(() => {
		compute.terminate();
		if (before === undefined) delete process.env.VK_ICD_FILENAMES;
	});

	it("computes a telling convolution as the CPU does, by Dawn", async (context) => {
		const { adapter } = await compute.request("describe", {}, { timeoutMs: 60_000 });
		if (adapter === null) {
			console.warn("NOT TESTED: no Vulkan, Metal or Direct3D driver for WebGPU on this machine.");
			return context.skip();
		}
		const found = await calibrate({ compute, preference: "webgpu" }).catch((error: unknown) => {
			throw error instanceof TabgridError ? new Error(`${error.code}: ${error.message}`) : error;
		});
		expect(found.backend).toBe("webgpu");
		expect(found.conformance).toBeLessThan(1e-5);
	});

	it("computes an exact 8-bit network bit for bit as the CPU does", async (context) => {
		const examples = { name: "pixels.npz", bytes: writeNpz({ pixels }) };
		const made = await convertModel({
			model: pictureNetwork(8),
			to: "exact8",
			examples: [examples],
			gpu: true,
		});
		if (made.sameOnWebgpu === null) {
			console.warn("NOT TESTED: no Vulkan, Metal or Direct3D driver for WebGPU on this machine.");
			return context.skip();
		}
		expect(made.sameOnWebgpu).toBe(true);
		expect(made.loss.relative).toBeLessThan(0.2);
	});

	it("computes a portable network bit for bit as the CPU does", async (context) => {
		const { adapter } = await compute.request("describe", {}, { timeoutMs: 60_000 });
		if (adapter === null) return context.skip();
		const x = randomFloats([2, 12], 3, 12);
		const runOn = async (backend: Backend, model: Uint8Array) => {
			const task = { backend, model: new Uint8Array(model), feeds: encodeBundle({ x }), runs: 1 };
			return (await compute.request("measure", task, { timeoutMs: 60_000 })).outputs;
		};
		const { model } = await toPortable(softmaxLayer(), { x }, async (bytes) =>
			decodeBundle(await runOn("wasm", bytes)),
		);
		const [cpu, gpu] = [await runOn("wasm", model), await runOn("webgpu", model)];
		expect(Buffer.compare(cpu, gpu)).toBe(0);
	});
});
