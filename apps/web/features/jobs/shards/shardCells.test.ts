import fc from "fast-check";
import { expect, test } from "vitest";
import { shardCells } from "./shardCells";

const maps = fc.string({ unit: fc.constantFrom("p", "r", "d", "v", "f"), maxLength: 300 });
const filters = fc.constantFrom(null, "pending", "running", "disputed", "verified", "failed");

test("cells and shards name each other, in order, and a filter shows its state alone", () => {
	fc.assert(
		fc.property(maps, filters, (states, only) => {
			const cells = shardCells(states, only);
			const letter = only?.charAt(0);
			const wanted = [...states].flatMap((state, shard) =>
				letter === undefined || state === letter ? [shard] : [],
			);
			expect(cells.count).toBe(wanted.length);
			for (const [cell, shard] of wanted.entries()) {
				expect(cells.shardAt(cell)).toBe(shard);
				expect(cells.cellOf(shard)).toBe(cell);
				expect(cells.letterAt(cell)).toBe(states[shard]);
			}
			for (let shard = 0; shard < states.length; shard++)
				if (!wanted.includes(shard)) expect(cells.cellOf(shard)).toBeNull();
			expect(cells.shardAt(cells.count)).toBeUndefined();
			expect(cells.cellOf(states.length)).toBeNull();
		}),
	);
});
