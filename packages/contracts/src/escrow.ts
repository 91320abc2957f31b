import type {
	ContractEventArgsFromTopics,
	ContractEventName,
	ContractFunctionArgs,
	ContractFunctionReturnType,
} from "viem";
import type { jobEscrowAbi } from "./generated/jobEscrowAbi.ts";

type Abi = typeof jobEscrowAbi;

/** What a client agrees to when it posts a job; see `Terms` in IJobEscrow.sol for each unit. */
export type Terms = ContractFunctionArgs<Abi, "nonpayable", "post">[0];

/** One voucher ready for `redeemMany`. */
export type Redemption = ContractFunctionArgs<Abi, "nonpayable", "redeemMany">[0][number];

/** A job's record as `job(jobId)` returns it; amounts in minor units, times in seconds. */
export type EscrowJob = ContractFunctionReturnType<Abi, "view", "job">;

export type EscrowEventName = ContractEventName<Abi>;

/** An event's decoded arguments. */
export type EscrowEvent<Name extends EscrowEventName> = ContractEventArgsFromTopics<Abi, Name>;

/** The values of `EscrowJob["state"]`. */
export const EscrowJobState = {
	None: 0,
	Open: 1,
	Cancelling: 2,
	Settled: 3,
	Cancelled: 4,
	Expired: 5,
} as const;

/** Whether a provider could still be paid from the job, given a large enough voucher. */
export function isRedeemable(job: Pick<EscrowJob, "reserved" | "redeemed">): boolean {
	return job.redeemed < job.reserved;
}
