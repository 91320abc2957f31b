import type { Digest, ReplicaId, TensorBundle } from "@tabgrid/protocol";
import type { Judgement } from "../core/judge.ts";
import type { ShardToJudge } from "../store/index.ts";
import type { AgreedPair } from "./SpreadLog.ts";

/** The canonical result and one that agreed with it, of a shard that was judged; undefined without. */
export function agreedPair(
	{ submitted, canonical }: ShardToJudge,
	judgement: Judgement,
	outputs: ReadonlyMap<Digest, TensorBundle>,
): AgreedPair | undefined {
	if (judgement.kind !== "verified") return undefined;
	const digestOf = (replica: ReplicaId) =>
		submitted.find(({ replicaId }) => replicaId === replica)?.digest ??
		(canonical?.replicaId === replica ? canonical.digest : undefined);
	const other = judgement.verdicts.find(
		({ replicaId, state }) => state === "agreed" && replicaId !== judgement.canonical,
	)?.replicaId;
	if (other === undefined) return undefined;
	const [one, two] = [digestOf(judgement.canonical), digestOf(other)];
	const left = one && outputs.get(one);
	const right = two && outputs.get(two);
	return left && right ? { a: judgement.canonical, b: other, left, right } : undefined;
}
