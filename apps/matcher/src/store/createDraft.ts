import {
	type Address,
	type JobId,
	type JobSpec,
	type JobState,
	type ManifestShard,
	type SpecHash,
	TabgridError,
} from "@tabgrid/protocol";
import { maxFailures } from "../core/replicasWanted.ts";
import { applyPosted } from "./applyPosted.ts";
import type { Db, Queries } from "./db.ts";
import { logJobEvents } from "./logJobEvents.ts";

/** A job whose spec, manifest and blobs were checked. */
export interface DraftJob {
	readonly jobId: JobId;
	readonly specHash: SpecHash;
	readonly spec: JobSpec;
	readonly modelBytes: number;
	/** The manifest's shards, in order, with the kernel's estimate in FLOP for each. */
	readonly shards: readonly (ManifestShard & { readonly flop: number })[];
}

export interface DraftOutcome {
	/** False when the job was known before; nothing has changed then. */
	readonly created: boolean;
	readonly state: JobState;
	readonly reason: string | null;
}

async function insertJob(tx: Queries, draft: DraftJob, now: number): Promise<number | undefined> {
	const { spec } = draft;
	const [row] = await tx.query<{ id: number }>(
		`insert into jobs (job_id, spec_hash, spec, client, kernel, model, model_bytes, manifest,
		 	shard_total, quorum, max_replicas, price, deadline_at, state, created_at, search_title, trust, backend)
		 values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 'draft', $14, $15, $16, $17)
		 on conflict (job_id) do nothing returning id`,
		[
			draft.jobId,
			draft.specHash,
			JSON.stringify(spec),
			spec.client,
			spec.kernel,
			spec.model,
			draft.modelBytes,
			spec.manifest,
			spec.shards,
			spec.policy.quorum,
			spec.policy.maxReplicas,
			spec.pricePerReplica,
			spec.deadline * 1000,
			now,
			spec.title.toLowerCase().replaceAll("\0", " "),
			spec.policy.trust ?? null,
			spec.backend ?? null,
		],
	);
	return row?.id;
}

async function insertShards(tx: Queries, job: number, draft: DraftJob): Promise<void> {
	const { policy } = draft.spec;
	// With a trust policy one result may be enough; judging asks for more where it isn't.
	const first = policy.trust === undefined ? policy.quorum : 1;
	const shards = draft.shards.map(({ input, bytes, items, labels, flop }, idx) => ({
		idx,
		input,
		bytes,
		items,
		flop,
		labels: labels === undefined ? null : JSON.stringify(labels),
	}));
	await tx.query(
		`insert into shards (job, idx, input, bytes, items, labels, flop, quorum, target, max_live, max_failures)
		 select $2, s.idx, s.input, s.bytes, s.items, s.labels, s.flop, $3, $3, $4, $5
		 from json_to_recordset($1::json) as s
		 	(idx integer, input text, bytes bigint, items integer, labels text, flop double precision)`,
		[JSON.stringify(shards), job, first, policy.maxReplicas, maxFailures(policy)],
	);
}

/** Blobs of a new job are as good as new: a collector that is about to delete one sees this first. */
async function keepBlobs(tx: Queries, draft: DraftJob, now: number): Promise<void> {
	const digests = [
		draft.spec.model,
		draft.spec.manifest,
		...draft.shards.map(({ input }) => input),
	];
	await tx.query(
		`update blobs set created_at = $2
		 where digest in (select json_array_elements_text($1::json)) and created_at < $2`,
		[JSON.stringify([...new Set(digests)]), now],
	);
}

/**
 * Registers a draft with its shards. Idempotent by job id. When its JobPosted event came first, it is
 * funded (or failed) at once.
 * @throws TabgridError BAD_MANIFEST when the shards aren't as many as the spec says.
 */
export async function createDraft(
	db: Db,
	draft: DraftJob,
	context: { readonly operator: Address; readonly now: number },
): Promise<DraftOutcome> {
	if (draft.shards.length !== draft.spec.shards) {
		throw new TabgridError(
			"BAD_MANIFEST",
			`The manifest has ${draft.shards.length} shards, the spec says ${draft.spec.shards}.`,
		);
	}
	return db.transaction(async (tx) => {
		const job = await insertJob(tx, draft, context.now);
		if (job === undefined) {
			const [known] = await tx.query<{ state: JobState; reason: string | null }>(
				"select state, reason from jobs where job_id = $1",
				[draft.jobId],
			);
			if (known === undefined)
				throw new TabgridError("UNAVAILABLE", "The job is being registered.");
			return { created: false, ...known };
		}
		await insertShards(tx, job, draft);
		await keepBlobs(tx, draft, context.now);
		await logJobEvents(
			tx,
			[{ job, kind: "draft", message: `Registered with ${draft.spec.shards} shards.` }],
			context.now,
		);
		const { state, reason } = await applyPosted(tx, draft.jobId, context);
		return { created: true, state: state === "unknown" ? "draft" : state, reason };
	});
}
