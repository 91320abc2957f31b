import { TabgridError } from "@tabgrid/protocol";
import { describe, expect, it } from "vitest";

import { calibrate, choose } from "./calibrate.ts";
import { ComputeClient } from "./computeClient.ts";
import { realHost } from "./testing/realHost.ts";

const measured = (run: number) => ({ run, first: run, create: 1, flopPerSecond: 1e9 / run });
const gpu = { description: "acme a100", software: false, float16: true };
const swiftshader = { description: "google swiftshader", software: true, float16: true };
const found = {
	preference: "auto" as const,
	adapter: gpu,
	wasm: measured(20),
	webgpu: measured(2),
	conformance: 1e-6,
	problem: null,
};

describe("choosing a backend", () => {
	it("takes WebGPU when it is faster and right", () => {
		expect(choose(found)).toEqual({
			backend: "webgpu",
			note: "WebGPU on the adapter acme a100: 10 times as fast as WASM here.",
		});
	});

	it("takes WASM over a software adapter without measuring it, and says so", () => {
		expect(choose({ ...found, adapter: swiftshader, webgpu: null, conformance: null })).toEqual({
			backend: "wasm",
			note: "WASM: WebGPU is there, but google swiftshader computes on the processor.",
		});
	});

	it("takes WASM over a slower software adapter and says so", () => {
		const choice = choose({ ...found, adapter: swiftshader, webgpu: measured(100) });
		expect(choice.backend).toBe("wasm");
		expect(choice.note).toBe(
			"WASM: 5.0 times as fast as WebGPU on the software adapter google swiftshader.",
		);
	});

	it("never takes WebGPU that computes wrongly, not even when asked to", () => {
		for (const conformance of [0.5, Number.NaN])
			expect(choose({ ...found, preference: "webgpu", conformance }).backend).toBe("wasm");
	});

	it("takes slow WebGPU when the person chose it", () => {
		const choice = choose({ ...found, preference: "webgpu", webgpu: measured(5_000) });
		expect(choice.backend).toBe("webgpu");
	});

	it("takes WASM when WebGPU took too long, failed or is not there", () => {
		const problem = new TabgridError("RUN_TIMEOUT", "too long");
		expect(choose({ ...found, webgpu: null, problem }).note).toMatch(/took too long/);
		expect(choose({ ...found, adapter: null, webgpu: null }).note).toMatch(/no WebGPU adapter/);
	});
});

describe("calibrating on real WASM", () => {
	it("measures it, names its threads, and chooses it where there is no WebGPU", async () => {
		const compute = new ComputeClient(realHost);
		const calibration = await calibrate({ compute, preference: "auto" });
		compute.terminate();
		expect(calibration).toMatchObject({
			backend: "wasm",
			adapter: "1 thread",
			softwareAdapter: false,
			runtime: "1.30.0",
			webgpu: null,
		});
		expect(calibration.flopPerSecond).toBe(calibration.wasm?.flopPerSecond);
	});
});
