import {
	type Digest,
	emptyRoot,
	type JobId,
	ReceiptTree,
	receiptHash,
	receiptLeaf,
	type ShardIndex,
} from "@tabgrid/protocol";
import { givingWay } from "../givingWay.ts";
import { allReceipts, type Queries } from "../store/index.ts";

/** A receipt's hash and its proof, from its leaf to the job's root. */
export interface ReceiptProof {
	readonly receiptHash: Digest;
	readonly proof: readonly `0x${string}`[];
}

type Root = `0x${string}`;

/** The tree over a job's receipts, null when there are none, and the hashes of those that are wanted. */
async function treeOf(db: Queries, jobId: JobId, wanted: ReadonlySet<ShardIndex>) {
	const giveWay = givingWay();
	const leaves: Uint8Array[] = [];
	const hashes = new Map<ShardIndex, Digest>();
	for await (const receipt of allReceipts(db, jobId)) {
		const { shardIndex } = receipt;
		const hash = receiptHash(receipt);
		leaves.push(receiptLeaf(shardIndex, hash));
		if (wanted.has(shardIndex)) hashes.set(shardIndex, hash);
		await giveWay();
	}
	const tree = leaves.length === 0 ? null : await ReceiptTree.of(leaves, giveWay);
	return { tree, hashes };
}

/**
 * The root of the Merkle tree over a job's receipts (see docs/receipts.md), for a job that is settling:
 * the same whenever and wherever it is computed, because every replica has its verdict by then.
 */
export async function resultRoot(db: Queries, jobId: JobId): Promise<Root> {
	const { tree } = await treeOf(db, jobId, new Set());
	return tree?.root ?? emptyRoot;
}

/** The proofs of some shards' receipts, and the root that they lead to; shards without a receipt have none. */
export async function receiptProofs(
	db: Queries,
	jobId: JobId,
	shards: ReadonlySet<ShardIndex>,
): Promise<{ readonly root: Root; readonly proofs: ReadonlyMap<ShardIndex, ReceiptProof> }> {
	const { tree, hashes } = await treeOf(db, jobId, shards);
	const proofs = new Map<ShardIndex, ReceiptProof>();
	for (const [shardIndex, hash] of tree === null ? [] : hashes) {
		const proof = tree?.proof(receiptLeaf(shardIndex, hash)) ?? [];
		proofs.set(shardIndex, { receiptHash: hash, proof });
	}
	return { root: tree?.root ?? emptyRoot, proofs };
}
