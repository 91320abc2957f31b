import { type AnyKernel, compareOutputs, kernelById } from "@tabgrid/kernels";
import {
	type Comparators,
	type Digest,
	decodeBundle,
	TabgridError,
	type TensorBundle,
	type WireError,
} from "@tabgrid/protocol";
import type { RejectedReplica } from "../announcements.ts";
import type { BlobStore } from "../blobs/BlobStore.ts";
import { judge, judgeLate, type PairComparison } from "../core/judge.ts";
import type { ShardJudgement, ShardToJudge, TrustedLook } from "../store/index.ts";
import { agreedPair } from "./agreedPair.ts";
import type { AgreedPair } from "./SpreadLog.ts";

/** What came of looking at a shard's submissions. */
export interface ShardOutcome {
	/** Absent when submissions were rejected: the store offers the shard again once it has enough. */
	readonly judgement?: ShardJudgement;
	/** The same for a job with a trust policy: the store decides by what it knows of the providers. */
	readonly look?: TrustedLook;
	/** Two results that agreed, where there are two. */
	readonly agreed?: AgreedPair | undefined;
	/** Submissions whose output cannot be read. */
	readonly rejected: readonly (RejectedReplica & { readonly error: WireError })[];
}

/** Loads a shard's outputs, compares them by value as the job asks, and has core decide. */
export async function compareShard(
	shard: ShardToJudge,
	blobs: Pick<BlobStore, "read">,
): Promise<ShardOutcome> {
	const outputs = new Map<Digest, TensorBundle>();
	const unreadable = new Map<Digest, WireError>();
	// Where all digests are equal there is nothing to compare, but the output must be readable still.
	const standard = shard.canonical === null ? [] : [shard.canonical.digest];
	for (const digest of new Set([
		...standard,
		...shard.submitted.map((replica) => replica.digest),
	])) {
		const output = await loadOutput(digest, blobs);
		if ("code" in output) unreadable.set(digest, output);
		else outputs.set(digest, output.bundle);
	}
	const { jobId, shardIndex } = shard;
	const rejected = shard.submitted.flatMap(({ replicaId, providerId, digest, undecided }) => {
		const error = undecided ? unreadable.get(digest) : undefined;
		return error ? [{ replicaId, providerId, jobId, shardIndex, error }] : [];
	});
	if (rejected.length > 0) return { rejected };
	const kernel = kernelById(shard.kernel, shard.kernelVersion);
	if (shard.trust !== null) return { ...lookAt(shard, outputs, kernel), rejected };
	const judgement = decide(shard, outputs, kernel);
	return { judgement, agreed: agreedPair(shard, judgement.judgement, outputs), rejected };
}

/** Compares all results with each other; two that agree are told of once, when one of them is new. */
function lookAt(
	shard: ShardToJudge,
	outputs: ReadonlyMap<Digest, TensorBundle>,
	kernel: AnyKernel,
): { look: TrustedLook; agreed: AgreedPair | undefined } {
	const { jobId, shardIndex, submitted, comparators, policy } = shard;
	const compare = comparing(outputs, comparators, kernel);
	const comparisons: PairComparison[] = submitted.flatMap((a, place) =>
		submitted
			.slice(place + 1)
			.filter((b) => b.digest !== a.digest)
			.map((b) => ({ a: a.replicaId, b: b.replicaId, ...compare(a.digest, b.digest) })),
	);
	const considered = submitted.map(({ replicaId }) => replicaId);
	const look = { jobId, shardIndex, considered, comparisons };
	const news = submitted.length > 1 && submitted.some(({ undecided }) => undecided);
	const agreed = news
		? agreedPair(shard, judge(policy, submitted, comparisons), outputs)
		: undefined;
	return { look, agreed };
}

function decide(
	shard: ShardToJudge,
	outputs: ReadonlyMap<Digest, TensorBundle>,
	kernel: AnyKernel,
): ShardJudgement {
	const { jobId, shardIndex, submitted, canonical, policy } = shard;
	const compare = comparing(outputs, shard.comparators, kernel);
	const against = canonical === null ? submitted : [canonical];
	const comparisons: PairComparison[] = submitted.flatMap((a, place) =>
		(canonical === null ? against.slice(place + 1) : against)
			.filter((b) => b.digest !== a.digest)
			.map((b) => ({ a: a.replicaId, b: b.replicaId, ...compare(a.digest, b.digest) })),
	);
	return {
		jobId,
		shardIndex,
		considered: submitted.map(({ replicaId }) => replicaId),
		judgement:
			canonical === null
				? judge(policy, submitted, comparisons)
				: judgeLate(canonical, submitted, comparisons),
	};
}

/** Compares outputs by their digests, each pair once. */
function comparing(
	outputs: ReadonlyMap<Digest, TensorBundle>,
	comparators: Comparators,
	kernel: AnyKernel,
) {
	const known = new Map<string, { agree: boolean; distance: number }>();
	return (a: Digest, b: Digest) => {
		const key = a < b ? `${a} ${b}` : `${b} ${a}`;
		const before = known.get(key);
		if (before) return before;
		const left = outputs.get(a);
		const right = outputs.get(b);
		if (!left || !right) return { agree: false, distance: Infinity };
		const { agree, distance } = compareOutputs(left, right, comparators, kernel.comparator);
		const found = { agree, distance };
		known.set(key, found);
		return found;
	};
}

async function loadOutput(
	digest: Digest,
	blobs: Pick<BlobStore, "read">,
): Promise<{ readonly bundle: TensorBundle } | WireError> {
	try {
		return { bundle: decodeBundle(await blobs.read(digest)) };
	} catch (error) {
		// Only what the bytes themselves are at fault for; a disk that fails is tried again.
		if (error instanceof TabgridError && ["BAD_INPUT", "MISSING_BLOB"].includes(error.code))
			return error.toWire();
		throw error;
	}
}
