import type { CurrentShard } from "@tabgrid/kernels/runner";
import { shortId } from "@/lib/shortId";
import { kernelStrings, unknownKernel } from "@/strings/kernels";
import type { ProviderState } from "./useProvider";

/** "Reading text lines for 0x12ab…cdef, job ‘Archive page’". */
export function describeShard({ kernel, client, title }: CurrentShard): string {
	return `${kernelStrings[kernel]?.doing ?? unknownKernel.doing(kernel)} for ${shortId(client)}, job ‘${title}’`;
}

/** What the provider is doing and for whom, in one sentence. */
export function describeProvider(state: ProviderState | null): string {
	if (state === null) return "Getting ready";
	const shard = state.current[0];
	const elsewhere = state.phase === "following" ? "In another tab: " : "";
	switch (state.workingPhase) {
		case "starting":
			return `${elsewhere}Getting ready`;
		case "calibrating":
			return `${elsewhere}Measuring what this device can do`;
		case "idle":
			return `${elsewhere}Ready, waiting for work`;
		case "working":
			return `${elsewhere}${shard ? describeShard(shard) : "Working"}`;
		case "paused":
			return "Paused: nothing runs on this device";
		case "offline":
			return shard
				? `${elsewhere}${describeShard(shard)} (reconnecting)`
				: `${elsewhere}Looking for the matcher`;
		case "error":
			return `${elsewhere}${state.lastError?.message ?? "Something failed"}`;
	}
}

/** The backend and what it runs on: "WebGPU, nvidia ampere" or "WASM, 3 threads". */
export function describeBackend(
	state: Pick<ProviderState, "backend" | "adapter" | "softwareAdapter">,
): string {
	if (state.backend === null) return "Not measured yet";
	const name = state.backend === "webgpu" ? "WebGPU" : "WASM";
	return `${name}, ${state.adapter ?? "unknown"}${state.softwareAdapter ? " (software)" : ""}`;
}
