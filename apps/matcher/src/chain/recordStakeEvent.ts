import type { providerStakesAbi } from "@tabgrid/contracts";
import { Address, JobId, ProviderId } from "@tabgrid/protocol";
import { formatUnits, type GetContractEventsReturnType } from "viem";
import { type Db, type EventPlace, recordStake, type StakeChange } from "../store/index.ts";
import type { Chain } from "./connectChain.ts";

/** One decoded event of the stakes' contract, in a block. */
export type StakesLog = GetContractEventsReturnType<
	typeof providerStakesAbi,
	undefined,
	true,
	bigint,
	bigint
>[number];

type Money = Chain["token"];

function changeOf(event: StakesLog, { symbol, decimals }: Money): StakeChange {
	switch (event.eventName) {
		case "StakeAdded":
			return { kind: "added", amount: event.args.amount };
		case "NoticeGiven": {
			const { leaving, leavesAt } = event.args;
			return { kind: "notice", leaving, leavesAt: Number(leavesAt) * 1_000 };
		}
		case "StakeWithdrawn":
			return { kind: "withdrawn", amount: event.args.amount };
		case "StakeBurned": {
			const { amount, burned, shardIndex } = event.args;
			const jobId = JobId.parse(event.args.jobId);
			const message = `A stake of ${formatUnits(burned, decimals)} ${symbol} was burned for a refuted result of shard ${shardIndex}.`;
			return { kind: "burned", amount, burned, jobId, shardIndex, message };
		}
	}
}

/**
 * Writes one event of the stakes' contract to the store, unless it is of another grid's operator.
 * Recording it again does nothing. Answers the job whose log tells of it, if any does.
 */
export async function recordStakeEvent(
	db: Db,
	event: StakesLog,
	place: EventPlace,
	{ operator, token, now }: { operator: Address; token: Money; now: number },
): Promise<JobId | undefined> {
	if (Address.parse(event.args.operator) !== operator) return undefined;
	const change = changeOf(event, token);
	const owner = Address.parse(event.args.owner);
	const providerId = ProviderId.parse(event.args.providerId.slice(2));
	await recordStake(db, { place, providerId, owner, change }, now);
	return change.kind === "burned" ? change.jobId : undefined;
}
