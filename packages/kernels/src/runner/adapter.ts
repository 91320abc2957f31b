import { z } from "zod";

/** What WebGPU tells about the device's adapter, or null where there is none. */
export const AdapterReport = z
	.strictObject({
		/** Vendor, architecture and device as far as the browser tells. */
		description: z.string().max(200),
		/** Computed by the CPU (SwiftShader, llvmpipe, lavapipe, WARP): slow. */
		software: z.boolean(),
		/** Whether 16-bit floats can be computed (feature shader-f16). */
		float16: z.boolean(),
	})
	.nullable();
export type AdapterReport = z.infer<typeof AdapterReport>;

const softwareNames = /swiftshader|llvmpipe|lavapipe|softpipe|basic render|\bwarp\b/i;

/** Whether adapter info names a software rasteriser. */
export function isSoftwareAdapter(info: {
	readonly vendor: string;
	readonly architecture: string;
	readonly device: string;
	readonly description: string;
	readonly isFallbackAdapter?: boolean;
}): boolean {
	return (
		info.isFallbackAdapter === true ||
		softwareNames.test(`${info.vendor} ${info.architecture} ${info.device} ${info.description}`)
	);
}

/** Asks WebGPU for its adapter; null when there is no WebGPU, no adapter, or the driver fails. */
export async function reportAdapter(gpu: GPU | undefined): Promise<AdapterReport> {
	if (gpu === undefined) return null;
	let adapter: GPUAdapter | null;
	try {
		adapter = await gpu.requestAdapter({ powerPreference: "high-performance" });
	} catch {
		return null; // a blocked or crashed driver is the same to us as none
	}
	if (adapter === null) return null;
	const { info } = adapter;
	const words = [info.vendor, info.architecture, info.device || info.description];
	return {
		description: words.filter(Boolean).join(" ").slice(0, 200) || "unnamed adapter",
		software: isSoftwareAdapter(info),
		float16: adapter.features.has("shader-f16"),
	};
}
