import type { JobId, ProviderId, ReplicaId } from "@tabgrid/protocol";
import type { Queries } from "./db.ts";
import type { RevokedReplica } from "./revokedReplica.ts";

interface Row {
	readonly replica_id: ReplicaId;
	readonly provider_id: ProviderId;
	readonly instance: string;
	readonly job_id: JobId;
	readonly idx: number;
}

/** Where replicas belong, to check attestations before submitting. Unknown ids are left out. */
export async function findReplicas(
	db: Queries,
	replicaIds: readonly ReplicaId[],
): Promise<RevokedReplica[]> {
	const rows = await db.query<Row>(
		`select r.replica_id, p.provider_id, r.instance, j.job_id, r.idx
		 from replicas r join providers p on p.id = r.provider join jobs j on j.id = r.job
		 where r.replica_id in (select json_array_elements_text($1::json)::uuid)`,
		[JSON.stringify(replicaIds)],
	);
	return rows.map((row) => ({
		replicaId: row.replica_id,
		providerId: row.provider_id,
		instance: row.instance,
		jobId: row.job_id,
		shardIndex: row.idx,
	}));
}
