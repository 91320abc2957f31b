import { describe, expect, it } from "vitest";
import { isSoftwareAdapter, reportAdapter } from "./adapter.ts";

const info = (vendor: string, architecture: string, description = "") => ({
	vendor,
	architecture,
	device: "",
	description,
});

describe("an adapter's report", () => {
	it("knows software rasterisers by their names or by the browser's word", () => {
		for (const software of [
			info("google", "swiftshader"),
			info("mesa", "", "llvmpipe (LLVM 15.0.6, 256 bits)"),
			info("mesa", "lavapipe"),
			info("microsoft", "", "Microsoft Basic Render Driver"),
			{ ...info("acme", "x1"), isFallbackAdapter: true },
		])
			expect(isSoftwareAdapter(software)).toBe(true);
		for (const hardware of [info("nvidia", "ampere"), info("apple", "common-3"), info("", "")])
			expect(isSoftwareAdapter(hardware)).toBe(false);
	});

	it("is null without WebGPU", async () => {
		expect(await reportAdapter(undefined)).toBeNull();
	});
});
