import { finalJobStates, type JobId, type JobState, ReceiptsHeader } from "@tabgrid/protocol";
import type { Queries } from "./db.ts";
import { auditOf, specOf } from "./jobRows.ts";
import { hasReceipt } from "./receiptPage.ts";

/**
 * The first line of a job's receipts file; null for an unknown job.
 * @returns `complete` once no receipt can be added any more.
 */
export async function receiptsHeader(
	db: Queries,
	jobId: JobId,
): Promise<{ readonly header: ReceiptsHeader; readonly complete: boolean } | null> {
	const [job] = await db.query<{
		spec: string;
		state: JobState;
		result_root: string | null;
		earned: string;
		receipts: number;
		audit_secret: string | null;
		audit_commitment: string | null;
	}>(
		`select j.spec, j.state, j.result_root, j.earned::text as earned,
		 	j.audit_secret, j.audit_commitment,
		 	(select count(*)::integer from shards s where s.job = j.id and ${hasReceipt}) as receipts
		 from jobs j where j.job_id = $1`,
		[jobId],
	);
	if (job === undefined) return null;
	const audit = auditOf(job);
	const header = ReceiptsHeader.parse({
		format: "tabgrid.receipts",
		version: 1,
		jobId,
		spec: specOf(job),
		receipts: job.receipts,
		resultRoot: job.result_root,
		earned: job.earned,
		...(audit === null ? {} : { audit }),
	});
	return { header, complete: job.result_root !== null || finalJobStates.has(job.state) };
}
