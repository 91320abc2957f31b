import * as fc from "fast-check";
import { expect, it } from "vitest";
import { arbitraryTensor } from "../testing/arbitraryTensor.ts";
import { concatRows, padRows, rowsOf, sliceRows } from "./rows.ts";

const dims = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 3 });

it("cuts a tensor of any type at any row and joins it to the same tensor", () => {
	fc.assert(
		fc.property(arbitraryTensor(dims), fc.nat(), (tensor, seed) => {
			const rows = rowsOf(tensor);
			const at = seed % (rows + 1);
			const joined = concatRows([sliceRows(tensor, 0, at), sliceRows(tensor, at, rows)]);
			expect({ ...joined, data: Array.from(joined.data) }).toEqual({
				...tensor,
				data: Array.from(tensor.data),
			});
		}),
	);
});

it("fills a tensor up with its last row", () => {
	fc.assert(
		fc.property(arbitraryTensor(dims), fc.integer({ min: 1, max: 8 }), (tensor, wanted) => {
			const rows = rowsOf(tensor);
			const padded = padRows(tensor, wanted);
			expect(rowsOf(padded)).toBe(Math.max(rows, wanted));
			const last = sliceRows(tensor, rows - 1, rows);
			expect(Array.from(sliceRows(padded, 0, rows).data)).toEqual(Array.from(tensor.data));
			for (let row = rows; row < wanted; row++)
				expect(Array.from(sliceRows(padded, row, row + 1).data)).toEqual(Array.from(last.data));
		}),
	);
});

it("refuses to join tensors of different types or widths", () => {
	const row = { dtype: "uint8", dims: [1, 2], data: new Uint8Array(2) } as const;
	expect(() => concatRows([row, { ...row, dtype: "int8" }])).toThrow(/can't be joined/);
	expect(() => concatRows([row, { ...row, dims: [2, 1] }])).toThrow(/can't be joined/);
	expect(() => concatRows([])).toThrow(/can't be joined/);
});
