import { checkAnchor, readAnchor } from "@tabgrid/contracts";
import {
	checkReceipts,
	type JobId,
	type ReceiptProblem,
	type ReceiptsReport,
	TabgridError,
} from "@tabgrid/protocol";
import { explainChain } from "./explainChain.ts";
import type { MatcherApi } from "./MatcherApi.ts";
import type { Wallet } from "./wallet.ts";

/** What the check of a job's receipts found; amounts in minor units. */
export interface JobVerification extends Omit<ReceiptsReport, "problems" | "problemCount"> {
	/** Receipts, sums, root and chain fit together. */
	readonly ok: boolean;
	/** The first of them, those of the chain last. */
	readonly problems: readonly ReceiptProblem[];
	readonly problemCount: number;
}

/**
 * Checks an ended job by its receipts: every attestation's signature, every verdict, the sums, the
 * Merkle root, and the root and the money that the escrow has, asked through the caller's own RPC. The
 * matcher is believed in nothing: a job's id is bound to its spec, chain and escrow.
 * @throws TabgridError CONFLICT while the job is worked on, UNAVAILABLE, BAD_INPUT.
 */
export async function verifyJob(
	api: MatcherApi,
	{ reader }: Pick<Wallet, "reader">,
	jobId: JobId,
	signal?: AbortSignal,
): Promise<JobVerification> {
	const { body } = await api.openReceipts(jobId, signal);
	if (body === null) throw new TabgridError("UNAVAILABLE", "The matcher sent no receipts.");
	const report = await checkReceipts(chunksOf(body));
	const { spec } = report.header;
	if (report.header.jobId !== jobId)
		throw new TabgridError("BAD_INPUT", "The matcher sent another job's receipts.");
	const anchor = await readAnchor(reader, spec, jobId).catch((error: unknown) => {
		throw explainChain(error);
	});
	const ofChain = checkAnchor(spec, report, anchor);
	const problemCount = report.problemCount + ofChain.length;
	return {
		...report,
		ok: problemCount === 0,
		problems: [...report.problems, ...ofChain],
		problemCount,
	};
}

/** A stream's chunks; not every browser iterates over streams. */
async function* chunksOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
	const chunks = stream.getReader();
	try {
		for (;;) {
			const { done, value } = await chunks.read();
			if (done) return;
			yield value;
		}
	} finally {
		await chunks.cancel().catch(() => {}); // the sender is gone: nothing to end
	}
}
