import { StandardMerkleTree } from "@openzeppelin/merkle-tree";
import fc from "fast-check";
import { expect, it } from "vitest";
import { digestOf } from "../canonicalJson.ts";
import { ReceiptTree, receiptLeaf, rootFromProof } from "./receiptTree.ts";

const encoding = ["uint32", "bytes32"];

it("has the root and the proofs of OpenZeppelin's standard tree, for any number of leaves", async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.uniqueArray(fc.nat(0xffff_ffff), { minLength: 1, maxLength: 40 }),
			async (indices) => {
				const values = indices.map((index): [number, string] => [
					index,
					`0x${digestOf(new TextEncoder().encode(String(index)))}`,
				]);
				const theirs = StandardMerkleTree.of(values, encoding);
				const leaves = indices.map((index) =>
					receiptLeaf(index, digestOf(new TextEncoder().encode(String(index)))),
				);
				const tree = await ReceiptTree.of(leaves);
				expect(tree.root).toBe(theirs.root);
				for (const [place, leaf] of leaves.entries()) {
					const proof = tree.proof(leaf);
					expect(proof).toEqual(theirs.getProof(place));
					expect(rootFromProof(leaf, proof)).toBe(tree.root);
				}
			},
		),
		{ numRuns: 40 },
	);
});

it("doesn't depend on the order of the leaves, gives way, and proves nothing that isn't in it", async () => {
	const leaves = Array.from({ length: 200 }, (_, index) =>
		receiptLeaf(index, digestOf(new Uint8Array([index]))),
	);
	let pauses = 0;
	const tree = await ReceiptTree.of(leaves, async () => {
		pauses += 1;
	});
	expect(pauses).toBeGreaterThan(1);
	expect((await ReceiptTree.of(leaves.toReversed())).root).toBe(tree.root);
	const foreign = receiptLeaf(999, digestOf(new Uint8Array([1])));
	expect(() => tree.proof(foreign)).toThrow(RangeError);
	await expect(ReceiptTree.of([])).rejects.toThrow(RangeError);
});
