import { type EscrowJob, EscrowJobState, jobEscrowAbi } from "@tabgrid/contracts";
import type { JobId } from "@tabgrid/protocol";
import { type Contracts, readEscrowJob, type Wallet } from "@tabgrid/sdk";

/** What became of a job's money, in minor units, as the chain says. */
export interface JobMoney {
	/** Everything the client paid in. */
	readonly escrowed: bigint;
	/** Paid out to providers. */
	readonly redeemed: bigint;
	/** Still held in providers' names. */
	readonly held: bigint;
	/** Sent back to the client when the job was closed. */
	readonly refunded: bigint;
	/** Every transaction that the escrow logged for the job, in order. */
	readonly txs: readonly string[];
}

/** Reads a closed job's money from the escrow's record and its events. */
export async function readMoney(
	wallet: Wallet,
	contracts: Contracts,
	jobId: JobId,
): Promise<JobMoney> {
	const job: EscrowJob = await readEscrowJob(wallet, contracts, jobId);
	const open = job.state === EscrowJobState.Open || job.state === EscrowJobState.Cancelling;
	if (open) throw new Error(`Job ${jobId} is still open on the chain.`);
	const events = await wallet.reader.getContractEvents({
		address: contracts.escrow,
		abi: jobEscrowAbi,
		fromBlock: 0n,
		strict: true,
	});
	const own = events.filter(({ args }) => "jobId" in args && args.jobId === jobId);
	const refunded = own.reduce((sum, { args }) => sum + ("refund" in args ? args.refund : 0n), 0n);
	return {
		escrowed: job.budget,
		redeemed: job.redeemed,
		held: job.reserved - job.redeemed,
		refunded,
		txs: [...new Set(own.map(({ transactionHash }) => transactionHash))],
	};
}
