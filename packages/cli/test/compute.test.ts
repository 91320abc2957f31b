import { existsSync } from "node:fs";
import { writeNpz } from "@tabgrid/kernels";
import { Calibration, ComputeClient, calibrate } from "@tabgrid/kernels/runner";
import { pictureNetwork, randomFloats } from "@tabgrid/kernels/testing";
import { TabgridError } from "@tabgrid/protocol";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { convertModel } from "../src/convert/convertModel.ts";
import { computeSpawner } from "../src/provide/spawnCompute.ts";

/** Chromium's software Vulkan driver, for machines without a GPU. */
const drivers = ["/usr/lib/chromium", "/usr/lib64/chromium-browser", "/opt/google/chrome"].map(
	(folder) => `${folder}/vk_swiftshader_icd.json`,
);

const pixels = randomFloats([2, 3, 12, 12], 1, 11);

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
		const made = await convertModel({ model: pictureNetwork(8), examples: [examples], gpu: true });
		if (made.sameOnWebgpu === null) {
			console.warn("NOT TESTED: no Vulkan, Metal or Direct3D driver for WebGPU on this machine.");
			return context.skip();
		}
		expect(made.sameOnWebgpu).toBe(true);
		expect(made.loss.relative).toBeLessThan(0.2);
	});
});
