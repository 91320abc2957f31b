import {
	type Backend,
	type Comparators,
	type CreateJobReply,
	JobSpec,
	type Policy,
	parseOrThrow,
} from "@tabgrid/protocol";
import type { MatcherApi } from "./MatcherApi.ts";
import type { UploadedJob } from "./postJob.ts";
import type { Wallet } from "./wallet.ts";

/** What a client decides about a job, whatever it is made of. */
export interface JobTerms {
	readonly title: string;
	readonly policy: Policy;
	/** Minor units. */
	readonly pricePerReplica: bigint;
	/** From now, in seconds; a day unless told. */
	readonly deadlineIn?: number;
	readonly comparators?: Comparators;
	/** The one backend that may compute it; any unless told. */
	readonly backend?: Backend;
}

/** A job that the matcher knows and nobody has paid for. */
export interface Draft extends CreateJobReply {
	readonly spec: JobSpec;
}

/** Writes a job's spec with a random nonce, so that the same work can be posted twice. */
export async function writeSpec(
	api: MatcherApi,
	wallet: Pick<Wallet, "account" | "reader">,
	{ pricePerReplica, deadlineIn = 86_400, comparators = {}, ...job }: UploadedJob,
): Promise<JobSpec> {
	const [config, block] = await Promise.all([api.config(), wallet.reader.getBlock()]);
	const nonce = crypto.getRandomValues(new Uint8Array(16));
	return parseOrThrow(JobSpec, {
		...job,
		version: 1,
		chainId: config.chainId,
		escrow: config.escrow,
		client: wallet.account.address,
		nonce: Array.from(nonce, (byte) => byte.toString(16).padStart(2, "0")).join(""),
		comparators,
		pricePerReplica: String(pricePerReplica),
		deadline: Math.max(Number(block.timestamp), Math.floor(Date.now() / 1_000)) + deadlineIn,
	});
}

/**
 * Registers a job with the matcher, which checks everything that the spec names.
 * @throws TabgridError which check failed: BAD_PARAMS, BAD_MODEL, PRICE_TOO_LOW, MISSING_BLOB …
 */
export async function draftJob(
	api: MatcherApi,
	wallet: Pick<Wallet, "account" | "reader">,
	job: UploadedJob,
): Promise<Draft> {
	const spec = await writeSpec(api, wallet, job);
	return { ...(await api.createJob(spec)), spec };
}
