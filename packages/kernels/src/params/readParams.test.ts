import { expect, it } from "vitest";
import { z } from "zod";
import { kernelById, kernels } from "../catalogue.ts";
import { describeParams } from "./describeParams.ts";
import { readParams } from "./readParams.ts";

const { params: mandelbrot } = kernelById("mandelbrot");
const refusal = (given: unknown, schema: z.ZodType = mandelbrot) => {
	try {
		readParams(schema, given);
	} catch (error) {
		return error instanceof Error ? error.message : String(error);
	}
	throw new TypeError("It was taken.");
};

it("every parameter of a kernel with a network of its own says what it is, what it may be and its usual value", () => {
	for (const { model, params } of kernels)
		if (model.kind === "builtin")
			for (const { meaning, allowed, usual } of describeParams(params)) {
				expect(meaning).toMatch(/^\p{Lu}.*\.$/su);
				expect(allowed).toMatch(/ from | up to | or /);
				expect(usual).not.toBeNull();
			}
});

it("tells ranges, steps and defaults as the schema checks them", () => {
	const of = (kernel: string) => describeParams(kernelById(kernel).params);
	expect(of("detect-text")[0]).toMatchObject({
		name: "side",
		allowed: "a whole number from 320 to 2,560 in steps of 32",
		usual: "1920",
	});
	expect(of("mandelbrot")).toContainEqual(
		expect.objectContaining({ name: "span", allowed: "a number above 0 and up to 8" }),
	);
	expect(of("monte-carlo")[0]).toMatchObject({ name: "kind", allowed: "call or put" });
	expect(of("ocr-lines")).toEqual([]);
});

it("a wrong parameter is named with what it may be and what was given", () => {
	expect(refusal({ width: 5000 })).toBe("width is a whole number from 16 to 2,048, not 5000.");
	expect(refusal({ width: 9 })).toBe("width is a whole number from 16 to 2,048, not 9.");
	expect(refusal({ iterations: 100, height: "tall" })).toBe(
		'height is a whole number from 16 to 2,048, not "tall". iterations is a whole number from 16 to 8,192 in steps of 16, not 100.',
	);
	expect(refusal({ re: "3" })).toMatch(/^re is a number from -2 to 2 .*, not "3"\.$/);
	expect(refusal({ re: 0.1 })).toMatch(/ decimals, in quotes, not 0\.1\.$/);
	expect(refusal({ span: 1e-12 })).toMatch(/^span: Too deep for this width/);
	expect(refusal({ re: "9".repeat(500) }).length).toBeLessThan(200);
});

it("an unknown parameter is answered with those there are, a missing one with what it may be", () => {
	expect(refusal({ widht: 64 })).toMatch(/^There is no parameter "widht": there are re, im, span/);
	expect(refusal({ a: 1 }, kernelById("ocr-lines").params)).toMatch(/this kernel takes none\.$/);
	expect(refusal({}, z.object({ rows: z.int().min(1).max(9) }))).toBe(
		"rows is missing: a whole number from 1 to 9.",
	);
	expect(refusal([])).toBe("Parameters are a JSON object of names and values.");
});

it("what a model's own parameters lack is named too", () => {
	expect(refusal({ batched: [] }, kernelById("onnx-batch").params)).toMatch(/^batched is/);
});
