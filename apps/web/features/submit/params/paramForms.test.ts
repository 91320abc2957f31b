import { describe, expect, test } from "vitest";
import { detectTextForm } from "./detectTextForm";
import { embedAudioForm } from "./embedAudioForm";
import { mandelbrotForm } from "./mandelbrotForm";
import { monteCarloForm } from "./monteCarloForm";
import { paramFormOf } from "./paramForms";

describe.each([
	["mandelbrot", mandelbrotForm],
	["monte-carlo", monteCarloForm],
	["detect-text", detectTextForm],
	["embed-audio", embedAudioForm],
])("the form of %s", (kernel, form) => {
	test("begins with values, and offers an example, that the kernel takes", () => {
		expect(paramFormOf(kernel)).toBe(form);
		expect(form.check(form.defaults)).toMatchObject({ ok: true });
		const { example = { values: form.defaults } } = form;
		expect(form.check(example.values)).toMatchObject({ ok: true });
		// Where there is neither, the example is files.
		expect("example" in form || form.withFiles).toBe(true);
	});

	test("asks for every field that is left empty", () => {
		const checked = form.check({});
		expect(checked.ok ? [] : Object.keys(checked.errors)).toEqual(
			form.fields.map(({ name }) => name),
		);
	});
});

test("what is wrong is said at its field, in words with the limit", () => {
	const errors = (change: Record<string, string>) => {
		const checked = mandelbrotForm.check({ ...mandelbrotForm.defaults, ...change });
		return checked.ok ? {} : checked.errors;
	};
	expect(errors({ width: "5000" })).toEqual({ width: "A whole number from 16 to 2,048." });
	expect(errors({ tile: "8" })).toEqual({ tile: "A whole number from 16 to 256." });
	expect(errors({ span: "0" })).toEqual({ span: "A number above 0 and up to 8." });
	expect(errors({ iterations: "100" })).toEqual({
		iterations: "A whole number from 16 to 8,192 in steps of 16.",
	});
	expect(errors({ height: "20.5" })).toEqual({ height: "A whole number from 16 to 2,048." });
	expect(errors({ span: "wide" })).toEqual({ span: "A number, such as 0.25." });
	expect(errors({ re: "3" }).re).toMatch(/from -2 to 2/);
	expect(errors({ span: "1e-12" }).span).toMatch(/Too deep/);
});

test("deep coordinates keep every decimal that was typed", () => {
	const re = "-0.743643887037158704752191506114";
	expect(mandelbrotForm.check({ ...mandelbrotForm.defaults, re })).toMatchObject({
		params: { re },
	});
});

test("kernels that take nothing but files have no form", () => {
	expect(paramFormOf("onnx-batch")).toBeUndefined();
	expect(paramFormOf(null)).toBeUndefined();
});
