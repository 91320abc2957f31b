import { createHash, randomBytes, randomUUID } from "node:crypto";
import {
	Address,
	type AskReply,
	Capabilities,
	Digest,
	JobSpec,
	jobIdOf,
	type Lease,
	ProviderId,
	ReplicaId,
	SessionKey,
	specHashOf,
	type TrustPolicy,
	worstCaseCost,
} from "@tabgrid/protocol";
import { judge, judgeLate, type PairComparison } from "../../core/judge.ts";
import type { EventPlace } from "../chainEvent.ts";
import { connectProvider } from "../connectProvider.ts";
import { createDraft, type DraftJob } from "../createDraft.ts";
import type { Db } from "../db.ts";
import { judgeShards } from "../judgeShards.ts";
import { judgeTrusted } from "../judgeTrusted.ts";
import { leaseReplicas } from "../leaseReplicas.ts";
import { type PostedEvent, recordPosted } from "../recordPosted.ts";
import { startJob } from "../startJob.ts";
import { submitReplicas, type VerifiedSubmission } from "../submitReplicas.ts";
import { takeShardsToJudge } from "../takeShardsToJudge.ts";

export const operator = Address.parse(`0x${"0b".repeat(20)}`);
export const client = Address.parse(`0x${"c1".repeat(20)}`);
export const walletOf = (name: string) => Address.parse(`0x${sha256(name).slice(0, 40)}`);
/** The tests' clock starts here; deadlines lie a day later. */
export const start = Date.UTC(2026, 0, 1);
export const day = 86_400_000;

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
/** The digest of an output, by what stands in it: equal names agree, others don't. */
export const digestOf = (output: string) => Digest.parse(sha256(output));

export interface JobOptions {
	readonly shards?: number;
	readonly quorum?: number;
	readonly maxReplicas?: number;
	readonly price?: bigint;
	readonly title?: string;
	readonly kernel?: string;
	readonly backend?: "webgpu" | "wasm";
	readonly bytes?: number;
	readonly flop?: number;
	/** Epoch ms, whole seconds. */
	readonly deadlineAt?: number;
	readonly trust?: TrustPolicy;
}

export function draftJob(options: JobOptions = {}): DraftJob {
	const shards = options.shards ?? 2;
	const quorum = options.quorum ?? 2;
	const spec = JobSpec.parse({
		version: 1,
		chainId: 31_337,
		escrow: `0x${"e5".repeat(20)}`,
		client,
		nonce: randomBytes(16).toString("hex"),
		title: options.title ?? "A batch",
		kernel: options.kernel ?? "onnx-batch",
		kernelVersion: 1,
		model: digestOf("model"),
		params: {},
		manifest: digestOf("manifest"),
		shards,
		comparators: {},
		...(options.backend ? { backend: options.backend } : {}),
		policy: {
			quorum,
			maxReplicas: options.maxReplicas ?? Math.max(quorum, 4),
			...(options.trust === undefined ? {} : { trust: options.trust }),
		},
		pricePerReplica: (options.price ?? 1000n).toString(),
		deadline: (options.deadlineAt ?? start + day) / 1000,
	});
	return {
		jobId: jobIdOf(spec),
		specHash: specHashOf(spec),
		spec,
		modelBytes: 1_000,
		shards: Array.from({ length: shards }, (_, index) => ({
			input: digestOf(`input ${index}`),
			bytes: options.bytes ?? 500,
			items: 1,
			labels: [`item ${index}`],
			flop: options.flop ?? 1e6,
		})),
	};
}

let logs = 0;
/** A new place on the chain. */
export function placeAt(blockNumber: bigint): EventPlace {
	logs += 1;
	return {
		txHash: `0x${sha256(`tx ${logs}`)}`,
		logIndex: 0,
		blockNumber,
		blockHash: `0x${sha256(`block ${blockNumber}`)}`,
		at: start,
	};
}

export function postedEvent(draft: DraftJob, blockNumber = 10n): PostedEvent {
	const { spec } = draft;
	return {
		place: placeAt(blockNumber),
		jobId: draft.jobId,
		client: spec.client,
		operator,
		specHash: draft.specHash,
		budget: worstCaseCost(spec),
		pricePerReplica: BigInt(spec.pricePerReplica),
		shards: spec.shards,
		deadline: spec.deadline,
	};
}

/** A job that is registered, paid for and running. */
export async function runningJob(db: Db, options: JobOptions = {}, now = start): Promise<DraftJob> {
	const draft = draftJob(options);
	await createDraft(db, draft, { operator, now });
	await recordPosted(db, postedEvent(draft), { operator, now });
	await startJob(db, draft.jobId, now);
	return draft;
}

const capabilities = Capabilities.parse({
	backend: "wasm",
	adapter: "1 thread",
	softwareAdapter: false,
	runtime: "1.30.0",
	flopPerSecond: 1e9,
	kernels: [],
	maxBytes: 1e9,
});

export interface TestProvider {
	readonly providerId: ProviderId;
	readonly sessionKey: SessionKey;
	readonly instance: string;
	readonly capabilities: Capabilities;
	readonly block: string | null;
}

/** A connected provider with a tab of its own. */
export async function provider(
	db: Db,
	name: string,
	can: Partial<Capabilities> = {},
	now = start,
	block: string | null = null,
): Promise<TestProvider> {
	const sessionKey = SessionKey.parse(`04${sha256(`x ${name}`)}${sha256(`y ${name}`)}`);
	const made = {
		providerId: ProviderId.parse(sha256(name)),
		sessionKey,
		instance: randomUUID(),
		capabilities: { ...capabilities, ...can },
		block,
	};
	await connectProvider(db, made, now);
	return made;
}

export function providers(db: Db, count: number): Promise<TestProvider[]> {
	return Promise.all(
		Array.from({ length: count }, (_, place) => provider(db, `provider ${place}`)),
	);
}

/** What one provider is leased. */
export async function ask(
	db: Db,
	who: TestProvider,
	capacity = 1,
	now = start,
): Promise<readonly Lease[]> {
	const [reply] = await askAll(db, [who], capacity, now);
	return reply?.leases ?? [];
}

export function askAll(
	db: Db,
	who: readonly TestProvider[],
	capacity = 1,
	now = start,
): Promise<readonly AskReply[]> {
	return leaseReplicas(
		db,
		who.map((one) => ({ ...one, capacity })),
		now,
	);
}

export function submissionOf(
	who: Pick<TestProvider, "providerId">,
	replicaId: string,
	output: string,
): VerifiedSubmission {
	return {
		providerId: who.providerId,
		replicaId: ReplicaId.parse(replicaId),
		digest: digestOf(output),
		signature: sha256(`signature ${replicaId}`).repeat(2),
		outputBytes: 12,
		backend: "wasm",
		adapter: "1 thread",
		runtime: "1.30.0",
		timings: { model: 0, input: 1, prepare: 1, run: 5, attest: 1 },
	};
}

export async function submit(
	db: Db,
	who: Pick<TestProvider, "providerId">,
	leases: readonly Pick<Lease, "replicaId">[],
	output: string,
	now = start,
) {
	return submitReplicas(
		db,
		leases.map(({ replicaId }) => submissionOf(who, replicaId, output)),
		now,
	);
}

/** Judges all that there is to judge; outputs agree when their digests are equal. */
export async function judgeAll(db: Db, now = start) {
	const shards = await takeShardsToJudge(db, { limit: 1_000, claimMs: 1_000, now });
	const none: PairComparison[] = [];
	const fixed = shards.filter(({ trust }) => trust === null);
	const looks = shards
		.filter(({ trust }) => trust !== null)
		.map(({ jobId, shardIndex, submitted }) => ({
			jobId,
			shardIndex,
			considered: submitted.map(({ replicaId }) => replicaId),
			comparisons: none,
		}));
	const trusted = await judgeTrusted(db, looks, now);
	const judged = await judgeShards(
		db,
		fixed.map(({ jobId, shardIndex, policy, canonical, submitted }) => ({
			jobId,
			shardIndex,
			considered: submitted.map(({ replicaId }) => replicaId),
			judgement:
				canonical === null ? judge(policy, submitted, none) : judgeLate(canonical, submitted, none),
		})),
		now,
	);
	return [...judged, ...trusted];
}

/** Gives a provider the record of so many passed checks, `here` of them on the tests' model. */
export async function season(
	db: Db,
	who: Pick<TestProvider, "providerId">,
	good: number,
	here = good,
) {
	await db.query("update providers set good = $2, trust_at = $3 where provider_id = $1", [
		who.providerId,
		good,
		start,
	]);
	await db.query(
		`insert into provider_models (provider, model, good, at)
		 select id, $2, $3, $4 from providers where provider_id = $1`,
		[who.providerId, digestOf("model"), here, start],
	);
}
