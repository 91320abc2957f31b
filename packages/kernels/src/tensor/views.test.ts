import { expect, it } from "vitest";
import { elementsOf } from "./views.ts";

it("elements are read from bytes that start anywhere, in an array or in a Node Buffer", () => {
	const floats = Float32Array.of(1.5, -2, 1e-9);
	const bytes = new Uint8Array(floats.buffer);
	for (let offset = 0; offset < 8; offset++) {
		const array = new Uint8Array(offset + bytes.length).subarray(offset);
		const buffer = Buffer.alloc(offset + bytes.length).subarray(offset);
		for (const data of [array, buffer]) {
			data.set(bytes);
			expect(elementsOf({ dtype: "float32", dims: [3], data })).toEqual(floats);
		}
	}
});
