import fc from "fast-check";
import { expect, test } from "vitest";
import { digestOf } from "./canonicalJson.ts";
import { TabgridError } from "./tabgridError.ts";
import {
	byteLengthOf,
	decodeBundle,
	dtypes,
	encodeBundle,
	type TensorBundle,
} from "./tensorBundle.ts";

const tensor = fc
	.record({
		dtype: fc.constantFrom(...dtypes),
		dims: fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 4 }),
		text: fc.array(fc.string(), { maxLength: 4 }),
		seed: fc.integer({ min: 0, max: 255 }),
	})
	.map(({ dtype, dims, text, seed }) => {
		const size = byteLengthOf(dtype, dims);
		const data =
			size === undefined
				? new TextEncoder().encode(JSON.stringify(text))
				: Uint8Array.from({ length: size }, (_, index) => (seed + index * 31) & 255);
		return { dtype, dims, data };
	});
const bundles: fc.Arbitrary<TensorBundle> = fc.dictionary(
	fc.string({ minLength: 1, maxLength: 20 }).filter((name) => name !== "__proto__"),
	tensor,
	{ maxKeys: 5, noNullPrototype: true },
);

const plain = (bundle: TensorBundle) =>
	Object.fromEntries(
		Object.entries(bundle).map(([name, { dtype, dims, data }]) => [
			name,
			{ dtype, dims, data: Array.from(data) },
		]),
	);

test("a bundle decodes to what was encoded, for every dtype", () => {
	fc.assert(
		fc.property(bundles, (bundle) => {
			expect(plain(decodeBundle(encodeBundle(bundle)))).toEqual(plain(bundle));
		}),
	);
});

test("equal tensors give equal bytes whatever the order of their names", () => {
	fc.assert(
		fc.property(bundles, (bundle) => {
			const reversed = Object.fromEntries(Object.entries(bundle).reverse());
			expect(digestOf(encodeBundle(reversed))).toBe(digestOf(encodeBundle(bundle)));
		}),
	);
});

test("no cut or altered bundle does worse than a clear BAD_INPUT", () => {
	fc.assert(
		fc.property(bundles, fc.nat(), fc.nat(), fc.nat({ max: 255 }), (bundle, cut, place, value) => {
			const bytes = encodeBundle(bundle);
			const altered = bytes.slice(0, cut % (bytes.length + 1));
			if (altered.length > 0) altered[place % altered.length] = value;
			try {
				decodeBundle(altered);
			} catch (error) {
				expect(error).toBeInstanceOf(TabgridError);
				expect(error).toHaveProperty("code", "BAD_INPUT");
			}
		}),
		{ numRuns: 500 },
	);
});

test("a tensor whose bytes don't fit its shape is refused by name", () => {
	expect(() =>
		encodeBundle({ x: { dtype: "float32", dims: [3], data: new Uint8Array(8) } }),
	).toThrow('Tensor "x" has 8 bytes; float32[3] needs 12.');
});

test("a bundle that starts anywhere in a Node Buffer, as a socket hands it over, is read with its elements aligned", () => {
	fc.assert(
		fc.property(bundles, fc.integer({ min: 0, max: 15 }), (bundle, offset) => {
			const encoded = encodeBundle(bundle);
			const buffer = Buffer.alloc(offset + encoded.length).subarray(offset);
			buffer.set(encoded);
			for (const [name, { data }] of Object.entries(decodeBundle(buffer))) {
				expect(data.byteOffset % 8).toBe(0);
				expect([...data]).toEqual([...(bundle[name]?.data ?? [])]);
			}
		}),
	);
});
