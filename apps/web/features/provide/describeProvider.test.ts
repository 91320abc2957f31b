import { CurrentShard } from "@tabgrid/kernels/runner";
import { describe, expect, it } from "vitest";
import { noChoices } from "./choices/choices";
import { describeBackend, describeProvider } from "./describeProvider";
import { emptyTabSnapshot } from "./messages";
import type { ProviderState } from "./useProvider";

const shard = CurrentShard.parse({
	replicaId: "4d2f53c4-3d4f-4f43-9d25-6f6f3f2f3c11",
	jobId: `0x${"a".repeat(64)}`,
	shardIndex: 3,
	title: "Archive page",
	client: `0x${"12".repeat(20)}`,
	kernel: "ocr-lines",
	inputBytes: 46_080,
	model: "a".repeat(64),
	modelBytes: 8_000_000,
	step: "computing",
});
const idle: ProviderState = {
	...emptyTabSnapshot({ paused: false, intensity: 100, backend: "auto" }, noChoices),
	phase: "idle",
	workingPhase: "idle",
	backend: "webgpu",
	adapter: "google swiftshader",
	softwareAdapter: true,
};

describe("what the dock says", () => {
	it("names the work, the client and the job", () => {
		const working = {
			...idle,
			phase: "working",
			workingPhase: "working",
			current: [shard],
		} as const;
		expect(describeProvider({ ...working, current: [shard] })).toBe(
			"Reading text lines for 0x1212…1212, job ‘Archive page’",
		);
		const unknown = { ...shard, kernel: CurrentShard.shape.kernel.parse("fold-proteins") };
		expect(describeProvider({ ...working, current: [unknown] })).toMatch(
			/^Computing fold-proteins for/,
		);
	});

	it("says when another tab does it", () => {
		expect(
			describeProvider({ ...idle, phase: "following", workingPhase: "working", current: [shard] }),
		).toMatch(/^In another tab: Reading text lines/);
	});

	it("names the condition that stops it, unless the person paused it anyway", () => {
		const hold = { reason: "battery", until: null } as const;
		const held = { ...idle, phase: "paused", workingPhase: "paused", hold } as const;
		expect(describeProvider(held)).toBe("Paused: on battery");
		expect(describeProvider({ ...held, paused: true })).toBe("Paused: nothing runs on this device");
		const until = new Date(2026, 10, 21, 14, 5).getTime();
		expect(describeProvider({ ...held, hold: { reason: "snoozed", until } })).toBe(
			"Paused until 14:05",
		);
	});

	it("gives an error its own words", () => {
		const lastError = { code: "PROTOCOL_TOO_OLD" as const, message: "Reload this page." };
		expect(describeProvider({ ...idle, phase: "error", workingPhase: "error", lastError })).toBe(
			"Reload this page.",
		);
	});

	it("says plainly that an adapter is software", () => {
		expect(describeBackend(idle)).toBe("WebGPU, google swiftshader (software)");
		expect(describeBackend({ backend: "wasm", adapter: "3 threads", softwareAdapter: false })).toBe(
			"WASM, 3 threads",
		);
		expect(describeBackend({ backend: null, adapter: null, softwareAdapter: false })).toBe(
			"Not measured yet",
		);
	});
});
