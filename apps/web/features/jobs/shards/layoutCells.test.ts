import { expect, test } from "vitest";
import { cellAt, layoutCells } from "./layoutCells";

test("few shards get large cells and many get small ones", () => {
	expect(layoutCells(24, 700).size).toBe(26);
	expect(layoutCells(5_000, 700).size).toBeLessThan(10);
	expect(layoutCells(100_000, 700).size).toBe(4);
});

test("every cell fits into the width", () => {
	for (const width of [1, 50, 320, 700])
		for (const count of [1, 24, 777, 100_000]) {
			const { columns, size, gap, rows } = layoutCells(count, width);
			if (columns > 1) expect(columns * (size + gap) - gap).toBeLessThanOrEqual(width);
			expect(columns * rows).toBeGreaterThanOrEqual(count);
		}
});

test("the middle of a cell leads to its shard, and beyond the last there is none", () => {
	const layout = layoutCells(30, 300);
	const pitch = layout.size + layout.gap;
	for (let index = 0; index < 30; index++) {
		const x = (index % layout.columns) * pitch + layout.size / 2;
		const y = Math.floor(index / layout.columns) * pitch + layout.size / 2;
		expect(cellAt(layout, 30, x, y)).toBe(index);
	}
	expect(cellAt(layout, 30, -1, 0)).toBeNull();
	expect(cellAt(layout, 30, 5, 10_000)).toBeNull();
});
