import { randomBytes } from "node:crypto";
import { jobEscrowAbi } from "@tabgrid/contracts";
import type { Plan } from "@tabgrid/kernels";
import { type Comparators, type JobId, JobSpec, type Policy } from "@tabgrid/protocol";
import type { Hex } from "viem";
import type { MatcherApi } from "./MatcherApi.ts";
import { signPermit } from "./signPermit.ts";
import { uploadPlan } from "./uploadPlan.ts";
import type { Wallet } from "./wallet.ts";

/** What a client decides about a job, whatever it is made of. */
interface JobTerms {
	readonly title: string;
	readonly policy: Policy;
	/** Minor units. */
	readonly pricePerReplica: bigint;
	/** From now, in seconds; a day unless told. */
	readonly deadlineIn?: number;
	readonly comparators?: Comparators;
}

export interface PostJobOptions extends JobTerms {
	readonly plan: Plan<unknown>;
	/** ONNX bytes. */
	readonly model: Uint8Array<ArrayBuffer>;
}

/** What a job is made of, uploaded already. */
export interface UploadedJob
	extends JobTerms,
		Pick<JobSpec, "kernel" | "kernelVersion" | "model" | "manifest" | "shards"> {
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
 * Posts a job as a client does: uploads what it is made of, registers the spec, signs a permit for
 * the worst case and pays with one transaction.
 */
export async function postJob(
	api: MatcherApi,
	wallet: Wallet,
	{ plan, model, ...terms }: PostJobOptions,
): Promise<PostedJob> {
	const uploaded = await uploadPlan(api, plan, model);
	const { kernel, kernelVersion, params } = plan;
	return postUploadedJob(api, wallet, { ...terms, ...uploaded, kernel, kernelVersion, params });
}

/** As {@link postJob}, once everything is uploaded. */
export async function postUploadedJob(
	api: MatcherApi,
	wallet: Wallet,
	{ pricePerReplica, deadlineIn = 86_400, comparators = {}, ...job }: UploadedJob,
): Promise<PostedJob> {
	const config = await api.config();
	const block = await wallet.reader.getBlock();
	const spec = JobSpec.parse({
		...job,
		version: 1,
		chainId: config.chainId,
		escrow: config.escrow,
		client: wallet.account.address,
		nonce: randomBytes(16).toString("hex"),
		comparators,
		pricePerReplica: String(pricePerReplica),
		deadline: Math.max(Number(block.timestamp), Math.floor(Date.now() / 1000)) + deadlineIn,
	});
	const { jobId, terms } = await api.createJob(spec);
	const contracts = { escrow: config.escrow, token: config.token.address };
	const budget = BigInt(terms.budget);
	const permit = await signPermit(wallet, contracts, budget);
	const tx = await wallet.writer.writeContract({
		address: config.escrow,
		abi: jobEscrowAbi,
		functionName: "postWithPermit",
		args: [
			{
				specHash: hex(terms.specHash),
				operator: terms.operator,
				deadline: BigInt(terms.deadline),
				shards: terms.shards,
				pricePerReplica: BigInt(terms.pricePerReplica),
				budget,
			},
			permit.deadline,
			permit.v,
			permit.r,
			permit.s,
		],
	});
	const receipt = await wallet.reader.waitForTransactionReceipt({ hash: tx });
	if (receipt.status !== "success") throw new Error(`The chain refused the job (${tx}).`);
	return { jobId, spec, tx, postedAt: Date.now() };
}

function hex(id: string): Hex {
	return `0x${id.slice(2)}`;
}
