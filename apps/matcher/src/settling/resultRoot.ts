import { StandardMerkleTree } from "@openzeppelin/merkle-tree";
import type { Digest } from "@tabgrid/protocol";

/** What stands on chain for a job without any verified shard. */
export const emptyRoot = `0x${"0".repeat(64)}` as const;

/**
 * The root of OpenZeppelin's standard Merkle tree over a job's verified shards, each leaf
 * `(uint32 shardIndex, bytes32 digest)` of the canonical output. Anyone who holds an output can prove
 * that it belongs to the settled job.
 */
export function resultRoot(
	shards: readonly { readonly index: number; readonly digest: Digest }[],
): `0x${string}` {
	if (shards.length === 0) return emptyRoot;
	const leaves = shards.map(({ index, digest }): [number, string] => [index, `0x${digest}`]);
	const { root } = StandardMerkleTree.of(leaves, ["uint32", "bytes32"]);
	return `0x${root.replace(/^0x/, "")}`;
}
