import { EscrowJobState, jobEscrowAbi } from "@tabgrid/contracts";
import { jobIdOf } from "@tabgrid/protocol";
import {
	type Hex,
	type PublicClient,
	TransactionNotFoundError,
	TransactionReceiptNotFoundError,
} from "viem";
import type { Posting } from "./keptPostings";

/**
 * What became of a payment: the escrow has it, its transaction waits to be mined, the chain refused it,
 * or nothing of it is to be seen, so that the wallet may still be asking.
 */
export type PostingFate = "paid" | "pending" | "refused" | "unseen";

/** Asks the chain what became of a payment. Throws what viem throws when the chain doesn't answer. */
export async function findPosting(
	client: Pick<PublicClient, "readContract" | "getTransactionReceipt" | "getTransaction">,
	{ spec, hash }: Posting,
): Promise<PostingFate> {
	const { state } = await client.readContract({
		abi: jobEscrowAbi,
		address: spec.escrow,
		functionName: "job",
		args: [hex(jobIdOf(spec))],
	});
	if (state !== EscrowJobState.None) return "paid";
	if (hash === null) return "unseen";
	const receipt = await client.getTransactionReceipt({ hash: hex(hash) }).catch((error) => {
		if (error instanceof TransactionReceiptNotFoundError) return null;
		throw error;
	});
	// Mined between the two questions; the next one finds it.
	if (receipt !== null) return receipt.status === "reverted" ? "refused" : "pending";
	return client.getTransaction({ hash: hex(hash) }).then(
		() => "pending",
		(error) => {
			if (error instanceof TransactionNotFoundError) return "unseen";
			throw error;
		},
	);
}

const hex = (text: string): Hex => `0x${text.slice(2)}`;
