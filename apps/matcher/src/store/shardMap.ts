import { type JobId, type ShardMap, type ShardState, shardLetters } from "@tabgrid/protocol";
import type { Queries } from "./db.ts";

/** The states of all shards in order, a letter each; null for an unknown job. */
export async function shardMap(db: Queries, jobId: JobId): Promise<ShardMap | null> {
	const [row] = await db.query<{ states: string | null }>(
		`select string_agg($2::json ->> s.state, '' order by s.idx) as states
		 from jobs j join shards s on s.job = j.id where j.job_id = $1`,
		[jobId, JSON.stringify(shardLetters)],
	);
	return row?.states == null ? null : { jobId, states: row.states };
}

export interface ChangedShards {
	/** Pairs of shard index and state letter (shardLetters). */
	readonly changed: [number, string][];
	/** For the next call. */
	readonly cursor: string;
}

/**
 * Shards whose state changed since the call that gave `cursor`; with null, none, and a cursor to begin
 * with (take it before reading the shard map). The cursor is the oldest transaction still open then,
 * so that one which commits late is not missed; a change may be told twice, never not at all.
 */
export async function changedShardsSince(
	db: Queries,
	jobId: JobId,
	cursor: string | null,
): Promise<ChangedShards> {
	const rows = await db.query<{ idx: number | null; state: ShardState; cursor: string }>(
		`with now as (select pg_snapshot_xmin(pg_current_snapshot())::text as cursor)
		 select s.idx, s.state, now.cursor from now
		 left join (
		 	select s.idx, s.state from shards s join jobs j on j.id = s.job
		 	where j.job_id = $1 and $2::text is not null and s.changed_xid >= $2::text::xid8
		 	order by s.idx
		 ) s on true`,
		[jobId, cursor],
	);
	return {
		changed: rows.flatMap(({ idx, state }): [number, string][] =>
			idx === null ? [] : [[idx, shardLetters[state]]],
		),
		cursor: rows[0]?.cursor ?? cursor ?? "0",
	};
}
