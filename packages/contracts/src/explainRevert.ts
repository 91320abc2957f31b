import {
	BaseError,
	type DecodeErrorResultReturnType,
	decodeErrorResult,
	formatUnits,
	isHex,
} from "viem";
import { tokenDecimals } from "./constants.ts";
import { jobEscrowAbi } from "./generated/jobEscrowAbi.ts";
import { providerStakesAbi } from "./generated/providerStakesAbi.ts";
import { testDollarAbi } from "./generated/testDollarAbi.ts";

const abi = [...jobEscrowAbi, ...providerStakesAbi, ...testDollarAbi] as const;
type Decoded = DecodeErrorResultReturnType<typeof abi>;

/** Why a contract refused a call. */
export interface ContractRevert {
	/** The custom error's name in the contract. */
	readonly name: string;
	/** Its arguments, in the ABI's order. */
	readonly args: readonly unknown[];
	/** A sentence that a person can act on. */
	readonly message: string;
}

/**
 * Finds a custom error of JobEscrow, ProviderStakes or their token in an error thrown by viem (or in raw revert data)
 * and says it in words. Returns undefined for anything else: a rejected signature, no connection, a
 * revert of some other contract.
 */
export function explainRevert(error: unknown): ContractRevert | undefined {
	const data = revertData(error);
	if (data === undefined) return undefined;
	const decoded = decode(data);
	if (decoded === undefined) return undefined;
	return { name: decoded.errorName, args: decoded.args ?? [], message: sentence(decoded) };
}

function decode(data: `0x${string}`): Decoded | undefined {
	try {
		return decodeErrorResult({ abi, data });
	} catch {
		return undefined; // an error that none of the contracts declares
	}
}

/** The revert's bytes, wherever in the chain of causes viem put them. */
function revertData(error: unknown): `0x${string}` | undefined {
	if (isHex(error)) return error;
	if (!(error instanceof BaseError)) return undefined;
	let data: `0x${string}` | undefined;
	error.walk((cause) => {
		const found = dataOf(cause);
		if (found !== undefined) data = found;
		return found !== undefined;
	});
	return data;
}

function dataOf(cause: unknown): `0x${string}` | undefined {
	if (typeof cause !== "object" || cause === null) return undefined;
	if ("raw" in cause && isHex(cause.raw)) return cause.raw;
	if (!("data" in cause)) return undefined;
	const { data } = cause;
	if (isHex(data) && data.length >= 10) return data;
	// Some nodes nest the bytes once more.
	return typeof data === "object" && data !== null ? dataOf(data) : undefined;
}

const dollars = (amount: bigint) => formatUnits(amount, tokenDecimals);
/** Seconds since 1970 in words; the contract's own integers reach far beyond any calendar. */
function time(seconds: bigint): string {
	const date = new Date(Number(seconds) * 1_000);
	if (Number.isNaN(date.getTime())) return `${seconds} s after 1970`;
	return `${date.toISOString().slice(0, 16).replace("T", " ")} UTC`;
}
const states = ["never posted", "open", "being cancelled", "settled", "cancelled", "expired"];

function sentence(revert: Decoded): string {
	switch (revert.errorName) {
		case "UnknownJob":
			return "The escrow knows no job with this id on this chain.";
		case "JobExists":
			return "You have already posted exactly this job; change its nonce to post it again.";
		case "WrongState":
			return `The job is ${states[revert.args[1]] ?? "closed"}, which does not allow this.`;
		case "NotClient":
			return `Only the job's client, ${revert.args[2]}, may do this.`;
		case "NotOperator":
			return `Only the job's operator, ${revert.args[2]}, may do this.`;
		case "OperatorMissing":
			return "The job names no operator; reload the page to get the grid's current one.";
		case "NoShards":
			return "The job has no shards; add inputs.";
		case "BudgetTooSmall":
			return `A budget of ${dollars(revert.args[0])} does not cover one replica at ${dollars(revert.args[1])}; raise the budget, and let the price be above 0.`;
		case "BudgetTooLarge":
			return "The budget is larger than the escrow can hold (2^120 minor units).";
		case "NothingToAdd":
			return "The top-up is 0; enter an amount.";
		case "DeadlinePassed":
			return `The deadline ${time(revert.args[0])} is not in the future; choose a later one.`;
		case "PermitRefused":
			return `The token refused the permit (it may have run out), and the escrow may only take ${dollars(revert.args[0])} of the ${dollars(revert.args[1])} needed; sign again.`;
		case "WrongAmountReceived":
			return "The token takes a fee on transfers, so the escrow refuses it.";
		case "BadOperatorSignature":
			return `The signature is not from the job's operator, ${revert.args[1]}; fetch the voucher again.`;
		case "NothingToRedeem":
			return revert.args[2] <= revert.args[3]
				? `This voucher was already paid: ${dollars(revert.args[3])} so far.`
				: "The job holds nothing more for providers: its budget is spent or was refunded.";
		case "NothingToRedeemInBatch":
			return "All of these vouchers were already paid.";
		case "ReserveExceeded":
			return `The voucher is worth ${dollars(revert.args[1])} more, but the job holds only ${dollars(revert.args[2])}.`;
		case "EarnedOutOfBounds":
			return `Earnings of ${dollars(revert.args[1])} are not between the ${dollars(revert.args[2])} already redeemed and the budget of ${dollars(revert.args[3])}.`;
		case "TooEarly":
			return `This becomes possible at ${time(revert.args[1])}.`;
		case "TokenHasNoCode":
			return `There is no token contract at ${revert.args[0]} on this chain.`;
		case "SafeERC20FailedOperation":
			return `The token ${revert.args[0]} refused the transfer.`;
		case "ERC20InsufficientBalance":
			return `You have ${dollars(revert.args[1])} and need ${dollars(revert.args[2])}; get more of the token first.`;
		case "ERC20InsufficientAllowance":
			return `The contract may take ${dollars(revert.args[1])} and needs ${dollars(revert.args[2])}; approve that amount first.`;
		case "ERC2612ExpiredSignature":
			return "The permit has run out; sign again.";
		case "ERC2612InvalidSigner":
			return "The permit was signed by another account, or for another amount; sign again.";
		case "EscrowHasNoCode":
			return `There is no escrow contract at ${revert.args[0]} on this chain.`;
		case "NoAmount":
			return "The amount is 0; enter one.";
		case "NoOperator":
			return "The stake names no operator; reload the page to get the grid's current one.";
		case "NotAtStake":
			return `Notice for ${dollars(revert.args[0])} is more than the ${dollars(revert.args[1])} that stay at stake; enter less.`;
		case "NothingLeaving":
			return "Nothing of this stake is leaving; give notice first.";
		case "NoticeNotOver":
			return `The notice is not over; what is leaving can be withdrawn from ${time(revert.args[0])} on.`;
		case "WrongStakeReceived":
			return "The token takes a fee on transfers, so it can't be put at stake.";
		case "StakePermitRefused":
			return `The token refused the permit (it may have run out), and the stakes' contract may only take ${dollars(revert.args[0])} of the ${dollars(revert.args[1])} needed; sign again.`;
		case "NotSettledBy":
			return `The job is not one that ${revert.args[1]} settled; only a settled job's operator can burn a stake.`;
		case "NotInRoot":
			return `The receipt of shard ${revert.args[1]} is not in the job's root, so it proves nothing; make its proof from the settled job's receipts.`;
		case "NotAttested":
			return `Provider ${revert.args[0].slice(2)} did not sign this result of shard ${revert.args[2]}, so nothing is burned for it.`;
		case "BurnedBefore":
			return `A stake was burned for this provider's result of shard ${revert.args[2]} before.`;
		case "NothingAtStake":
			return `The owner ${revert.args[1]} has nothing at stake for this provider.`;
		case "DevnetOnly":
			return `TestDollar is only for local chains, not for chain ${revert.args[0]}.`;
		default:
			return `The contract refused the call: ${revert.errorName}.`;
	}
}
