import { StandardMerkleTree } from "@openzeppelin/merkle-tree";
import { digestOf } from "@tabgrid/protocol";
import { expect, it } from "vitest";
import { emptyRoot, resultRoot } from "./resultRoot.ts";

const shard = (index: number) => ({ index, digest: digestOf(new Uint8Array([index])) });

it("is 32 zero bytes where nothing was verified", () => {
	expect(resultRoot([])).toBe(emptyRoot);
	expect(emptyRoot).toHaveLength(66);
});

it("doesn't depend on the order of the shards, and does on each index and digest", () => {
	const root = resultRoot([shard(0), shard(1), shard(2)]);
	expect(resultRoot([shard(2), shard(0), shard(1)])).toBe(root);
	expect(resultRoot([shard(0), shard(1)])).not.toBe(root);
	expect(resultRoot([shard(0), shard(1), { ...shard(2), index: 3 }])).not.toBe(root);
});

it("proves a shard's output to whoever has the root", () => {
	const shards = [shard(0), shard(1), shard(5)];
	const leaves = shards.map(({ index, digest }): [number, string] => [index, `0x${digest}`]);
	const tree = StandardMerkleTree.of(leaves, ["uint32", "bytes32"]);
	const [leaf] = leaves;
	if (leaf === undefined) throw new Error("There is a first leaf.");
	const valid = StandardMerkleTree.verify(
		resultRoot(shards),
		["uint32", "bytes32"],
		leaf,
		tree.getProof(leaf),
	);
	expect(valid).toBe(true);
});
