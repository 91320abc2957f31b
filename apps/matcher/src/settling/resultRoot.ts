import { emptyRoot, type JobId, ReceiptTree, receiptHash, receiptLeaf } from "@tabgrid/protocol";
import { givingWay } from "../givingWay.ts";
import { allReceipts, type Queries } from "../store/index.ts";

/**
 * The root of the Merkle tree over a job's receipts (see docs/receipts.md), for a job that is settling:
 * the same whenever and wherever it is computed, because every replica has its verdict by then.
 */
export async function resultRoot(db: Queries, jobId: JobId): Promise<`0x${string}`> {
	const giveWay = givingWay();
	const leaves: Uint8Array[] = [];
	for await (const receipt of allReceipts(db, jobId)) {
		leaves.push(receiptLeaf(receipt.shardIndex, receiptHash(receipt)));
		await giveWay();
	}
	return leaves.length === 0 ? emptyRoot : (await ReceiptTree.of(leaves, giveWay)).root;
}
