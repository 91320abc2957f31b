import type { CurrentShard, Hold } from "@tabgrid/kernels/runner";
import { shortId } from "@/lib/shortId";
import { kernelStrings, unknownKernel } from "@/strings/kernels";
import { provideStrings as text } from "@/strings/provide";
import type { ProviderState } from "./useProvider";

/** "Reading text lines for 0x12ab…cdef, job ‘Archive page’". */
export function describeShard({ kernel, client, title }: CurrentShard): string {
	return text.doingFor(
		kernelStrings[kernel]?.doing ?? unknownKernel.doing(kernel),
		shortId(client),
		title,
	);
}

/** Why the provider rests although nobody paused it: "Paused: on battery". */
export function describeHold({ reason, until }: Hold): string {
	if (reason !== "snoozed" || until === null) return text.hold[reason];
	const time = new Date(until).toLocaleTimeString("en", { timeStyle: "short", hour12: false });
	return text.snoozedUntil(time);
}

/** What the provider is doing and for whom, in one sentence. */
export function describeProvider(state: ProviderState | null): string {
	if (state === null) return text.gettingReady;
	const shard = state.current[0];
	const elsewhere = state.phase === "following" ? text.elsewhere : "";
	switch (state.workingPhase) {
		case "starting":
			return `${elsewhere}${text.gettingReady}`;
		case "calibrating":
			return `${elsewhere}${text.measuring}`;
		case "idle":
			return `${elsewhere}${text.ready}`;
		case "working":
			return `${elsewhere}${shard ? describeShard(shard) : text.working}`;
		case "paused":
			return state.hold && !state.paused ? describeHold(state.hold) : text.paused;
		case "offline":
			return `${elsewhere}${shard ? text.reconnecting(describeShard(shard)) : text.looking}`;
		case "error":
			return `${elsewhere}${state.lastError?.message ?? text.failed}`;
	}
}

/** The backend and what it runs on: "WebGPU, nvidia ampere" or "WASM, 3 threads". */
export function describeBackend(
	state: Pick<ProviderState, "backend" | "adapter" | "softwareAdapter">,
): string {
	if (state.backend === null) return text.notMeasured;
	const name = state.backend === "webgpu" ? "WebGPU" : "WASM";
	return `${name}, ${state.adapter ?? "unknown"}${state.softwareAdapter ? text.software : ""}`;
}
