import { Policy } from "@tabgrid/protocol";
import { expect, it } from "vitest";
import { readPolicy } from "./readPolicy.ts";

it("a job is checked by trust, balanced, unless another policy or a quorum is named", () => {
	expect(readPolicy({})).toEqual({ quorum: 2, maxReplicas: 6, trust: "balanced" });
	expect(readPolicy({ trust: "fast" })).toEqual({ quorum: 2, maxReplicas: 4, trust: "fast" });
	expect(readPolicy({ trust: "paranoid", maxReplicas: 9 }).maxReplicas).toBe(9);
	expect(readPolicy({ quorum: 2 })).toEqual({ quorum: 2, maxReplicas: 4 });
	expect(readPolicy({ trust: "none" })).toEqual({ quorum: 2, maxReplicas: 4 });
	expect(readPolicy({ trust: "none", quorum: 1 })).toEqual({ quorum: 1, maxReplicas: 1 });
	expect(readPolicy({ quorum: 2, maxReplicas: 3 })).toEqual({ quorum: 2, maxReplicas: 3 });
});

it("every quorum and every trust policy gives what the matcher takes", () => {
	for (const quorum of [1, 2, 3, 4, 5]) Policy.parse(readPolicy({ quorum }));
	for (const trust of ["none", "fast", "balanced", "paranoid"] as const)
		Policy.parse(readPolicy({ trust }));
});

it("options that contradict each other are refused, each with the way out", () => {
	expect(() => readPolicy({ trust: "balanced", quorum: 2 })).toThrow(/--trust balanced.*--quorum/);
	expect(() => readPolicy({ quorum: 3, maxReplicas: 2 })).toThrow(/at least the quorum, 3/);
	expect(() => readPolicy({ maxReplicas: 2 })).toThrow(/at least 3 with --trust balanced/);
});
