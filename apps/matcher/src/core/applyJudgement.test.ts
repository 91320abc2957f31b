import { Digest, ReplicaId } from "@tabgrid/protocol";
import { describe, expect, it } from "vitest";
import { applyJudgement, type ShardBeforeVerdict } from "./applyJudgement.ts";

const idOf = (place: number) => ReplicaId.parse(`00000000-0000-4000-8000-00000000000${place}`);
const replica = (place: number) => ({
	replicaId: idOf(place),
	digest: Digest.parse("0".repeat(64)),
	providerId: `key ${place}`,
	wallet: null,
});
const shard = (change: Partial<ShardBeforeVerdict> = {}): ShardBeforeVerdict => ({
	state: "running",
	quorum: 2,
	maxReplicas: 3,
	live: 2,
	failures: 0,
	maxFailures: 10,
	canonical: null,
	submitted: [replica(1), replica(2)],
	paid: 0,
	...change,
});
const both = new Set([idOf(1), idOf(2)]);
const disputed = { kind: "disputed", more: 1 } as const;

describe("applyJudgement", () => {
	it("asks for more in a dispute that can be settled", () => {
		expect(applyJudgement(shard(), disputed, both)).toEqual({ kind: "disputed", target: 3 });
	});

	it("fails a disputed shard when nothing more may be handed out and nothing is in flight", () => {
		const worn = { failures: 10 };
		expect(applyJudgement(shard(worn), disputed, both)).toMatchObject({ kind: "failed" });
		const inFlight = shard({ ...worn, live: 3 });
		expect(applyJudgement(inFlight, disputed, both)).toMatchObject({ kind: "disputed" });
	});

	it("leaves a shard alone when submissions came in that weren't looked at", () => {
		expect(applyJudgement(shard(), disputed, new Set([idOf(1)]))).toEqual({ kind: "none" });
	});

	it("pays late agreement up to maxReplicas only, and by the shard's own canonical result only", () => {
		const verified = shard({ state: "verified", canonical: idOf(9), paid: 2 });
		const agreed = { state: "agreed", distance: 0 } as const;
		const verdicts = [...both].map((replicaId) => ({ replicaId, ...agreed }));
		const judgement = { kind: "verified", canonical: idOf(9), verdicts } as const;
		expect(applyJudgement(verified, judgement, both)).toMatchObject({
			kind: "verdicts",
			canonical: null,
			paid: new Set([idOf(1)]),
		});
		const other = { ...judgement, canonical: idOf(8) };
		expect(applyJudgement(verified, other, both)).toEqual({ kind: "none" });
	});
});
