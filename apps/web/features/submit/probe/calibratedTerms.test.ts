import type { Backend } from "@tabgrid/protocol";
import { expect, test } from "vitest";
import { calibratedTerms } from "./calibratedTerms";
import type { ProbeState } from "./useProbe";

const terms = {
	title: "A batch",
	policy: { quorum: 2, maxReplicas: 6, trust: "balanced" },
	price: 10_000n,
	deadlineSeconds: 3_600,
	comparators: {},
} as const;
const close = { kind: "close", rtol: 1e-4, atol: 1e-4, l2: 1e-5 } as const;

/** A probe that measured `y`, and found the backends to be so. */
const probed = (pinned: Backend | null, sameBits: boolean | null): ProbeState => ({
	kind: "done",
	result: {
		calibration: {
			runs: ["WASM"],
			backends: ["wasm"],
			outputs: [],
			pinned,
			comparators: { y: close },
		},
		failed: [],
		earlier: 0,
		sameBits,
	},
	again: () => undefined,
});
const chosen = { backend: "", exact: false } as const;
const exact = { backend: "", exact: true } as const;

test("what was measured stands in the terms, and the client's own choice over it", () => {
	expect(calibratedTerms(terms, probed("wasm", null), chosen)).toEqual({
		...terms,
		comparators: { y: close },
		backend: "wasm",
	});
	const own = { ...terms, comparators: { y: { kind: "exact" } as const } };
	const any = calibratedTerms(own, probed("wasm", null), { ...chosen, backend: "any" });
	expect(any).toEqual(own);
});

test("a network that was made exact is compared by its bytes, whatever was measured of it", () => {
	const bytes = { ...terms, comparators: { "*": { kind: "exact" } } };
	expect(calibratedTerms(terms, { kind: "none" }, exact)).toEqual(bytes);
	expect(calibratedTerms(terms, probed(null, true), exact)).toEqual(bytes);
	const apart = calibratedTerms(terms, probed(null, false), exact);
	expect(apart).toEqual({ ...bytes, backend: "wasm" });
});
