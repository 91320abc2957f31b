import type { Plan } from "@tabgrid/kernels";
import type { JobId, JobSpec } from "@tabgrid/protocol";
import type { Hex } from "viem";
import { draftJob, type JobTerms } from "./draftJob.ts";
import type { MatcherApi } from "./MatcherApi.ts";
import { payForJob } from "./payForJob.ts";
import { requireFunds } from "./requireTokens.ts";
import { type UploadedPlan, type UploadOptions, uploadPlan } from "./uploadPlan.ts";
import type { Wallet } from "./wallet.ts";

export interface PostJobOptions extends JobTerms, UploadOptions {
	readonly plan: Plan<unknown>;
	/** ONNX bytes. */
	readonly model: Uint8Array<ArrayBuffer>;
}

/** What a job is made of, uploaded already. */
export interface UploadedJob
	extends JobTerms,
		UploadedPlan,
		Pick<JobSpec, "kernel" | "kernelVersion"> {
	readonly params: unknown;
}

export interface PostedJob {
	readonly jobId: JobId;
	readonly spec: JobSpec;
	/** The transaction that paid for it. */
	readonly tx: Hex;
	/** When the chain had taken it, in epoch ms. */
	readonly postedAt: number;
}

/**
 * Posts a job as a client does: looks whether the wallet has its worst case, uploads what it is made of,
 * registers the spec, signs a permit for the worst case and pays with one transaction.
 * @throws TabgridError what the matcher or the chain refused; see {@link draftJob} and payForJob.
 */
export async function postJob(
	api: MatcherApi,
	wallet: Wallet,
	{ plan, model, onProgress, signal, ...terms }: PostJobOptions,
): Promise<PostedJob> {
	const { policy, pricePerReplica } = terms;
	await requireFunds(api, wallet, {
		shards: plan.shardCount,
		policy,
		pricePerReplica: String(pricePerReplica),
	});
	const uploaded = await uploadPlan(api, plan, model, {
		...(onProgress ? { onProgress } : {}),
		...(signal ? { signal } : {}),
	});
	const { kernel, kernelVersion, params } = plan;
	return postUploadedJob(api, wallet, { ...terms, ...uploaded, kernel, kernelVersion, params });
}

/** As {@link postJob}, once everything is uploaded. */
export async function postUploadedJob(
	api: MatcherApi,
	wallet: Wallet,
	job: UploadedJob,
): Promise<PostedJob> {
	const draft = await draftJob(api, wallet, job);
	const tx = await payForJob(api, wallet, draft);
	return { jobId: draft.jobId, spec: draft.spec, tx, postedAt: Date.now() };
}
