import type { ReplicaId } from "@tabgrid/protocol";
import type { Queries } from "./db.ts";

/** Two agreed results of one shard, and how far an output of theirs lies apart, in spreadBuckets. */
export interface MeasuredPair {
	readonly a: ReplicaId;
	readonly b: ReplicaId;
	readonly output: string;
	readonly l2: number;
	readonly peak: number;
}

/** Counts pairs into the histograms of their jobs' models, in one statement. */
export async function recordSpreads(db: Queries, pairs: readonly MeasuredPair[]): Promise<void> {
	if (pairs.length === 0) return;
	await db.query(
		`insert into model_spread (model, output, backends, measure, bucket, pairs)
		 select j.model, p.output,
		 	case when ra.backend = rb.backend then ra.backend else 'wasm webgpu' end,
		 	m.measure, m.bucket, count(*)
		 from json_to_recordset($1::json) as p (a uuid, b uuid, output text, l2 smallint, peak smallint)
		 join replicas ra on ra.replica_id = p.a
		 join replicas rb on rb.replica_id = p.b
		 join jobs j on j.id = ra.job
		 cross join lateral (values ('l2', p.l2), ('peak', p.peak)) as m (measure, bucket)
		 where ra.backend in ('wasm', 'webgpu') and rb.backend in ('wasm', 'webgpu')
		 group by 1, 2, 3, 4, 5
		 order by 1, 2, 3, 4, 5
		 on conflict (model, output, backends, measure, bucket)
		 	do update set pairs = model_spread.pairs + excluded.pairs`,
		[JSON.stringify(pairs)],
	);
}
