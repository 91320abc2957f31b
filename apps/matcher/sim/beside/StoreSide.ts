import { checkDraw, type ReplicaId } from "@tabgrid/protocol";
import { hexToBytes, isHex } from "viem";
import { z } from "zod";
import { decayed } from "../../src/core/trust/trustRecord.ts";
import type { TrustPolicyName } from "../../src/core/trust/trustRules.ts";
import { closeTrusted } from "../../src/store/closeTrusted.ts";
import type { DraftJob } from "../../src/store/createDraft.ts";
import type { Db } from "../../src/store/db.ts";
import { expireLeases } from "../../src/store/expireLeases.ts";
import { findRings } from "../../src/store/findRings.ts";
import { lookBack } from "../../src/store/lookBack.ts";
import { recordStake } from "../../src/store/recordStake.ts";
import {
	ask,
	digestOf,
	judgeAll,
	placeAt,
	provider,
	runningJob,
	season,
	start,
	submit,
	type TestProvider,
} from "../../src/store/testing/fixtures.ts";
import { violations } from "../../src/store/testing/invariants.ts";
import { stakeAdded, stakeOwner } from "../../src/store/testing/stakeScene.ts";
import { type Held, rounded, type SideProvider, type SideState } from "./Side.ts";

interface StoreLease extends Held {
	readonly replicaId: ReplicaId;
}

const Sequences = z.array(z.number());

/** What a replica earns. */
const price = 1_000n;

/** One job of the real store, as the matcher drives it. */
export class StoreSide {
	readonly #db: Db;
	readonly #job: DraftJob;
	readonly #providers: readonly TestProvider[];
	readonly #answers = new Map([[digestOf("true") as string, "true"]]);
	#held: StoreLease[] = [];

	private constructor(db: Db, job: DraftJob, providers: readonly TestProvider[]) {
		this.#db = db;
		this.#job = job;
		this.#providers = providers;
	}

	static async open(
		db: Db,
		policy: TrustPolicyName,
		shards: number,
		crowd: readonly SideProvider[],
	): Promise<StoreSide> {
		const providers: TestProvider[] = [];
		for (const { name, staked } of crowd) {
			const made = await provider(db, name, {}, start, `block of ${name}`);
			providers.push(made);
			if (staked !== true) continue;
			const { providerId } = made;
			const change = stakeAdded(100n * price);
			await recordStake(db, { place: placeAt(20n), providerId, owner: stakeOwner, change }, start);
		}
		const job = await runningJob(db, { trust: policy, shards, maxReplicas: 10, price });
		return new StoreSide(db, job, providers);
	}

	/** The job's draw for each shard. */
	async draws(): Promise<(shard: number) => number> {
		const [row] = await this.#db.query<{ secret: string }>(
			"select audit_secret as secret from jobs where job_id = $1",
			[this.#job.jobId],
		);
		const secret = row?.secret;
		if (!isHex(secret)) throw new Error("The job has no secret.");
		return (shard) => checkDraw(hexToBytes(secret), shard);
	}

	/** Gives a provider the record of so many passed checks. */
	async season(place: number, good: number): Promise<void> {
		await season(this.#db, this.#provider(place), good);
	}

	#provider(place: number): TestProvider {
		const known = this.#providers[place];
		if (known === undefined) throw new Error(`There is no provider ${place}.`);
		return known;
	}

	/** Leases it a shard; undefined when there is none for it. */
	async lease(place: number, now: number): Promise<Held | undefined> {
		const [lease] = await ask(this.#db, this.#provider(place), 1, now);
		if (lease === undefined) return undefined;
		const held = { provider: place, shard: lease.shardIndex, replicaId: lease.replicaId };
		this.#held.push(held);
		return held;
	}

	get held(): readonly Held[] {
		return this.#held;
	}

	async submit({ provider: place, shard }: Held, answer: string, now: number): Promise<void> {
		const lease = this.#held.find((one) => one.provider === place && one.shard === shard);
		if (lease === undefined) throw new Error("It holds no such lease.");
		this.#held = this.#held.filter((one) => one !== lease);
		this.#answers.set(digestOf(answer), answer);
		const [result] = await submit(this.#db, this.#provider(place), [lease], answer, now);
		if (result?.ok !== true) throw new Error("The store refuses a result of a lease.");
		await judgeAll(this.#db, now);
	}

	/** Leases past their time. */
	async expire(now: number): Promise<readonly Held[]> {
		const ended = new Set((await expireLeases(this.#db, now)).map(({ replicaId }) => replicaId));
		const expired = this.#held.filter(({ replicaId }) => ended.has(replicaId));
		this.#held = this.#held.filter(({ replicaId }) => !ended.has(replicaId));
		return expired;
	}

	/** What follows from verdicts; then the job settles if it may. */
	async followUp(now: number): Promise<void> {
		await findRings(this.#db);
		while ((await lookBack(this.#db, now)).length > 0) await judgeAll(this.#db, now);
		const closed = await closeTrusted(this.#db, now);
		const revoked = new Set(
			closed.flatMap((job) => job.revoked.map(({ replicaId }) => replicaId as string)),
		);
		this.#held = this.#held.filter(({ replicaId }) => !revoked.has(replicaId));
	}

	/** What the store's own invariants say; empty when they hold. */
	violations = () => violations(this.#db);

	async state(now: number): Promise<SideState> {
		const [job] = await this.#db.query<{ credited: boolean }>(
			"select credited from jobs where job_id = $1",
			[this.#job.jobId],
		);
		const shards = await this.#db.query<{ state: string; digest: string | null }>(
			`select s.state, s.canonical_digest as digest from shards s join jobs j on j.id = s.job
			 where j.job_id = $1 order by s.idx`,
			[this.#job.jobId],
		);
		const results = await this.#db.query<{
			idx: number;
			provider_id: string;
			digest: string;
			state: string;
		}>(
			`select r.idx, p.provider_id, r.digest, r.state from replicas r
			 join jobs j on j.id = r.job join providers p on p.id = r.provider
			 where j.job_id = $1 and r.state in ('submitted', 'agreed', 'disagreed')`,
			[this.#job.jobId],
		);
		const places = new Map(
			this.#providers.map(({ providerId }, place) => [providerId as string, place]),
		);
		const answerOf = (digest: string | null) =>
			digest === null ? null : (this.#answers.get(digest) ?? "unknown");
		return {
			settled: job?.credited === true,
			shards: shards.map(({ state, digest }, idx) => ({
				answer: state === "verified" ? answerOf(digest) : null,
				results: results
					.filter((result) => result.idx === idx)
					.map((result) => {
						const place = places.get(result.provider_id);
						return `${place}: ${answerOf(result.digest)} ${result.state}`;
					})
					.sort(),
			})),
			providers: await this.#standings(now),
		};
	}

	async #standings(now: number): Promise<SideState["providers"]> {
		const rows = await this.#db.query<{
			provider_id: string;
			good: number;
			bad: number;
			trust_at: number;
			passed: string;
			suspended_until: number;
			first: number | null;
			paid: string;
		}>(
			`select p.provider_id, p.good, p.bad, p.trust_at, p.passed, p.suspended_until,
			 	(select min(r.sequence) from replicas r where r.provider = p.id) as first,
			 	(select coalesce(sum(c.amount), 0)::text from credits c where c.provider = p.id) as paid
			 from providers p`,
		);
		return this.#providers.map(({ providerId }) => {
			const row = rows.find(({ provider_id }) => provider_id === providerId);
			if (row === undefined) throw new Error("A provider is lost.");
			const { good, bad } = decayed({ good: row.good, bad: row.bad, at: row.trust_at }, now);
			return {
				good: rounded(good),
				bad: rounded(bad),
				passed: Sequences.parse(JSON.parse(row.passed)).map(
					(sequence) => sequence - (row.first ?? 0),
				),
				suspendedUntil: row.suspended_until,
				paid: Number(BigInt(row.paid) / price),
			};
		});
	}
}
