import fc from "fast-check";
import { expect, test } from "vitest";
import { canonicalJson, digestLarge, digestOf } from "./canonicalJson.ts";

test("the example of RFC 8785, section 3.2.2, comes out as the RFC prints it", () => {
	const input = {
		numbers: [Number("333333333.33333329"), 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
		string: '\u20ac$\u000f\nA\'B"\\\\"/',
		literals: [null, true, false],
	};
	expect(canonicalJson(input)).toBe(
		'{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
	);
});

test("canonical JSON parses back to the same value", () => {
	fc.assert(
		fc.property(fc.jsonValue(), (value) => {
			expect(JSON.stringify(JSON.parse(canonicalJson(JSON.parse(JSON.stringify(value)))))).toBe(
				JSON.stringify(JSON.parse(canonicalJson(value))),
			);
		}),
	);
});

test("what has no JSON form is refused", () => {
	expect(() => canonicalJson(undefined)).toThrow(TypeError);
});

test("both ways to a digest agree, also on a view into a larger buffer", async () => {
	const bytes = new Uint8Array(1000).map((_, index) => index & 255).subarray(3, 777);
	expect(await digestLarge(bytes)).toBe(digestOf(bytes));
	expect(digestOf(new Uint8Array())).toBe(
		"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
	);
});
