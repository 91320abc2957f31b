import type { jobEscrowAbi } from "@tabgrid/contracts";
import { Address, JobId, SpecHash } from "@tabgrid/protocol";
import type { GetContractEventsReturnType } from "viem";
import {
	type Db,
	type EventPlace,
	type RevokedReplica,
	recordCancelled,
	recordCancelRequested,
	recordExpired,
	recordPosted,
	recordRedeemed,
	recordSettled,
	recordToppedUp,
} from "../store/index.ts";

/** One decoded event of the escrow, in a block. */
export type EscrowLog = GetContractEventsReturnType<
	typeof jobEscrowAbi,
	undefined,
	true,
	bigint,
	bigint
>[number];

/**
 * Writes one event of the escrow to the store. Recording it again does nothing. Answers the leases
 * that it voided.
 */
export async function recordEvent(
	db: Db,
	event: EscrowLog,
	place: EventPlace,
	context: { readonly operator: Address; readonly now: number },
): Promise<readonly RevokedReplica[]> {
	const { now } = context;
	if (event.eventName === "EIP712DomainChanged") return []; // of ERC-5267; it never happens here
	const jobId = JobId.parse(event.args.jobId);
	switch (event.eventName) {
		case "JobPosted": {
			const { client, operator, specHash, deadline, ...terms } = event.args;
			const posted = {
				...terms,
				place,
				jobId,
				client: Address.parse(client),
				operator: Address.parse(operator),
				specHash: SpecHash.parse(specHash),
				deadline: Number(deadline),
			};
			await recordPosted(db, posted, context);
			return [];
		}
		case "JobToppedUp": {
			const { amount, budget } = event.args;
			await recordToppedUp(db, { place, jobId, amount, budget });
			return [];
		}
		case "VoucherRedeemed": {
			const { paid, total } = event.args;
			const provider = Address.parse(event.args.provider);
			await recordRedeemed(db, { place, jobId, provider, paid, total });
			return [];
		}
		case "JobSettled": {
			const { resultRoot, earned, refund } = event.args;
			return recordSettled(db, { place, jobId, resultRoot, earned, refund }, now);
		}
		case "CancelRequested": {
			const effectiveAt = Number(event.args.effectiveAt);
			return recordCancelRequested(db, { place, jobId, effectiveAt }, now);
		}
		case "JobCancelled": {
			const { earned, refund } = event.args;
			return recordCancelled(db, { place, jobId, earned, refund }, now);
		}
		case "JobExpired":
			return recordExpired(db, { place, jobId, refund: event.args.refund }, now);
	}
}
