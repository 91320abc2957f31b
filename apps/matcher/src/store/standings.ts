import type { ProviderId } from "@tabgrid/protocol";
import { z } from "zod";
import { modelRecord } from "../core/trust/modelRecord.ts";
import type { PassedChecks } from "../core/trust/passedChecks.ts";
import { withPassed } from "../core/trust/passedChecks.ts";
import {
	afterFailed,
	afterPassed,
	decayed,
	suspensionMs,
	type TrustRecord,
} from "../core/trust/trustRecord.ts";
import type { Queries } from "./db.ts";

/** What is known of a provider, as its row has it. */
export interface StandingRow {
	readonly provider: number;
	readonly provider_id: ProviderId;
	readonly good: number;
	readonly bad: number;
	readonly trust_at: number;
	readonly passed: string;
	readonly suspended_until: number;
	readonly suspended_for: "wrong" | "unanswered" | null;
	readonly away_ms: number;
	readonly ring: number | null;
}

/** The columns of a {@link StandingRow}, from `providers p`. */
export const standingColumns = `p.id as provider, p.provider_id, p.good, p.bad, p.trust_at, p.passed,
	p.suspended_until, p.suspended_for, p.away_ms, p.ring`;

const Sequences = z.array(z.number());

/** `passed` of a row. */
const passedOf = (text: string): PassedChecks => Sequences.parse(JSON.parse(text));

/** What a provider passed on a model, up to `at` (epoch ms). */
export interface ModelRow {
	readonly provider: number;
	readonly model: string;
	readonly good: number;
	readonly at: number;
}

/** Tells the standings what their providers passed on these models. */
export async function knowModels(
	tx: Queries,
	standings: ReadonlyMap<number, Standing>,
	models: readonly string[],
): Promise<void> {
	const rows = await tx.query<ModelRow>(
		`select provider, model, good, at from provider_models
		 where provider in (select json_array_elements_text($1::json)::integer)
		 	and model in (select json_array_elements_text($2::json))`,
		[JSON.stringify([...standings.keys()]), JSON.stringify(models)],
	);
	for (const row of rows) standings.get(row.provider)?.knowModel(row);
}

/** A provider's standing while a batch of judgements moves it; written once for the batch. */
export class Standing {
	readonly provider: number;
	readonly providerId: ProviderId;
	readonly awayMs: number;
	readonly ring: number | null;
	record: TrustRecord;
	passed: PassedChecks;
	suspendedUntil: number;
	suspendedFor: StandingRow["suspended_for"];
	/** Found wrong in this batch. */
	caught = false;
	/** Checks it passed on the models at hand, decayed up to the record's time. */
	readonly #models = new Map<string, number>();
	/** Models of which it passed checks in this batch. */
	readonly #grown = new Set<string>();
	readonly added = { agreed: 0, disagreed: 0, pending: 0n, passed: 0, failed: 0 };

	constructor(row: StandingRow, now: number) {
		this.provider = row.provider;
		this.providerId = row.provider_id;
		this.awayMs = row.away_ms;
		this.ring = row.ring;
		this.record = decayed({ good: row.good, bad: row.bad, at: row.trust_at }, now);
		this.passed = passedOf(row.passed);
		this.suspendedUntil = row.suspended_until;
		this.suspendedFor = row.suspended_for;
	}

	/** Its record as it counts for a model. */
	recordFor(model: string): TrustRecord {
		return modelRecord(this.record, this.#models.get(model) ?? 0);
	}

	/** What it is known to have passed on a model up to `at`. */
	knowModel({ model, good, at }: ModelRow): void {
		this.#models.set(model, decayed({ good, bad: 0, at }, this.record.at).good);
	}

	/** What it has passed on models whose checks grew, as of its record's time. */
	get grown(): readonly ModelRow[] {
		const { provider, record } = this;
		return [...this.#grown].map((model) => ({
			provider,
			model,
			good: this.#models.get(model) ?? 0,
			at: record.at,
		}));
	}

	/** A result of it was confirmed. */
	pass(model: string, sequence: number, now: number): void {
		this.record = afterPassed(this.record, now);
		this.#models.set(model, (this.#models.get(model) ?? 0) + 1);
		this.#grown.add(model);
		this.passed = withPassed(this.passed, sequence);
		this.added.passed += 1;
	}

	/** A result of it was found wrong. */
	fail(now: number): void {
		this.record = afterFailed(this.record, now);
		this.#models.clear();
		this.#grown.clear();
		this.passed = [];
		this.suspendedUntil = Math.max(this.suspendedUntil, now + suspensionMs(this.record.bad));
		this.suspendedFor = "wrong";
		this.caught = true;
		this.added.failed += 1;
	}

	/** A result that counted as wrong was right after all. */
	clear(): void {
		this.record = { ...this.record, bad: Math.max(0, this.record.bad - 1) };
		if (this.suspendedFor === "wrong") this.suspendedUntil = 0;
		this.added.failed -= 1;
		this.added.passed += 1;
	}
}

/** Writes what was passed on each model; nothing is left of those who were caught. */
async function writeModels(tx: Queries, standings: readonly Standing[]): Promise<void> {
	const caught = standings.flatMap(({ caught, provider }) => (caught ? [provider] : []));
	const grown = standings.flatMap((standing) => standing.grown);
	if (caught.length > 0)
		await tx.query(
			"delete from provider_models where provider in (select json_array_elements_text($1::json)::integer)",
			[JSON.stringify(caught)],
		);
	if (grown.length === 0) return;
	await tx.query(
		`insert into provider_models (provider, model, good, at)
		 select provider, model, good, at from json_to_recordset($1::json) as g
		 	(provider integer, model text, good double precision, at bigint)
		 on conflict (provider, model) do update set good = excluded.good, at = excluded.at`,
		[JSON.stringify(grown)],
	);
}

/** Writes what a batch changed, in the caller's transaction, which has the rows locked. */
export async function writeStandings(tx: Queries, standings: readonly Standing[]): Promise<void> {
	const batch = standings.map(({ provider, record, passed, added, ...standing }) => ({
		provider,
		...record,
		passed: JSON.stringify(passed),
		until: standing.suspendedUntil,
		cause: standing.suspendedFor,
		caught: standing.caught,
		agreed: added.agreed,
		disagreed: added.disagreed,
		pending: added.pending.toString(),
		checksPassed: added.passed,
		checksFailed: added.failed,
	}));
	if (batch.length === 0) return;
	await tx.query(
		`update providers p set good = c.good, bad = c.bad, trust_at = c.at, passed = c.passed,
			suspended_until = c.until, suspended_for = c.cause, look_back = p.look_back or c.caught,
			agreed = p.agreed + c.agreed, disagreed = p.disagreed + c.disagreed,
			pending = p.pending + c.pending, checks_passed = p.checks_passed + c."checksPassed",
			checks_failed = p.checks_failed + c."checksFailed"
		 from json_to_recordset($1::json) as c (provider integer, good double precision,
			bad double precision, at bigint, passed text, until bigint, cause text, caught boolean,
			agreed integer, disagreed integer, pending numeric, "checksPassed" integer, "checksFailed" integer)
		 where p.id = c.provider`,
		[JSON.stringify(batch)],
	);
	await writeModels(tx, standings);
}
