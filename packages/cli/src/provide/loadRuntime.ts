import type { OrtModule } from "@tabgrid/kernels/runner";
import { openDawn } from "./openDawn.ts";

export interface Runtime {
	readonly ort: OrtModule;
	/** Which build of onnxruntime-web it is. */
	readonly build: string;
	readonly gpu: GPU | undefined;
}

/**
 * onnxruntime-web with WebGPU where Dawn finds an adapter, else its smaller and faster build for the
 * CPU alone.
 */
export async function loadRuntime(gpuWanted: boolean): Promise<Runtime> {
	const gpu = gpuWanted ? await openDawn() : undefined;
	if (gpu === undefined) return { ort: await import("onnxruntime-web"), build: "node", gpu };
	return { ort: await import("onnxruntime-web/webgpu"), build: "node dawn", gpu };
}
