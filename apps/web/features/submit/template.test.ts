import fc from "fast-check";
import { expect, test } from "vitest";
import { Arithmetic } from "./arithmetic/arithmetic";
import { changeDraft, emptyDraft } from "./draft";
import { defaultSettings, PolicyChoice } from "./settings";
import { isTemplate, readTemplate, templateQuery } from "./template";

const read = (query: string) => readTemplate(new URLSearchParams(query));

test("an address fills in kernel, parameters and terms", () => {
	const { draft, errors, problems } = read(
		'kernel=monte-carlo&params={"paths":2000000,"kind":"put"}&quorum=3&price=0.02&hours=6&title=A+put',
	);
	expect({ errors, problems }).toEqual({ errors: {}, problems: [] });
	expect(draft.kernel).toBe("monte-carlo");
	expect(draft.params).toMatchObject({ paths: "2000000", kind: "put", spot: "100" });
	expect(draft.settings).toMatchObject({
		title: "A put",
		policy: "custom",
		quorum: 3,
		maxReplicas: 5,
		price: "0.02",
		deadlineHours: 6,
	});
});

test("an address names a policy, and one that names a quorum means a custom one", () => {
	const paranoid = { policy: "paranoid", maxReplicas: 8 };
	expect(read("kernel=mandelbrot&policy=paranoid").draft.settings).toMatchObject(paranoid);
	const three = { policy: "custom", quorum: 3, maxReplicas: 5 };
	expect(read("kernel=mandelbrot&quorum=3").draft.settings).toMatchObject(three);
	const { draft, errors } = read("kernel=mandelbrot&policy=careless");
	expect(draft.settings.policy).toBe(defaultSettings.policy);
	expect(errors.policy).toContain('"careless"');
});

test("what makes no sense stays at its default and is named at its field", () => {
	const { draft, errors, problems } = read(
		'kernel=mandelbrot&replicas=40&quorum=two&hours=-1&comparators={"x":1}&params={"depth":3,"width":9000}',
	);
	expect(Object.keys(errors).toSorted()).toEqual([
		"comparators",
		"deadlineHours",
		"maxReplicas",
		"quorum",
	]);
	expect(errors.maxReplicas).toContain('"40"');
	expect(draft.settings).toMatchObject({
		quorum: 2,
		maxReplicas: defaultSettings.maxReplicas,
		deadlineHours: 24,
	});
	expect(problems).toEqual([expect.stringContaining('"depth"')]);
	expect(draft.params.width).toBe("9000"); // the form says why not, beside the field
});

test("an unknown kernel, unreadable parameters, and parameters of a kernel with files are said", () => {
	expect(read("kernel=%3Cscript%3E")).toMatchObject({
		draft: emptyDraft,
		problems: [expect.stringContaining('"<script>"')],
	});
	expect(read("kernel=mandelbrot&params=nonsense").problems).toHaveLength(1);
	expect(read("kernel=onnx-batch&params={}").problems).toHaveLength(1);
	expect(isTemplate(new URLSearchParams("from=0x1"))).toBe(false);
});

test("the address of a draft gives the same draft again", () => {
	fc.assert(
		fc.property(
			fc.constantFrom("mandelbrot", "monte-carlo", "onnx-batch", "ocr-lines"),
			fc.record({
				title: fc.string({ maxLength: 120 }),
				policy: fc.constantFrom(...PolicyChoice.options),
				quorum: fc.integer({ min: 1, max: 5 }),
				maxReplicas: fc.integer({ min: 1, max: 10 }),
				price: fc.string({ maxLength: 40 }),
				deadlineHours: fc.integer({ min: 1, max: 8_000 }),
				arithmetic: fc.constantFrom(...Arithmetic.options),
			}),
			(kernel, change) => {
				const begun = changeDraft(emptyDraft, { kind: "kernel", kernel });
				const draft = changeDraft(begun, { kind: "settings", change });
				const again = read(templateQuery(draft));
				expect(again).toEqual({ draft: { ...draft, step: "files" }, errors: {}, problems: [] });
			},
		),
	);
});

test("no address breaks the page", () => {
	fc.assert(
		fc.property(
			fc.constantFrom("mandelbrot", "onnx-batch"),
			fc.dictionary(
				fc.constantFrom("params", "policy", "quorum", "replicas", "hours", "comparators"),
				fc.string(),
			),
			(kernel, more) => {
				expect(readTemplate(new URLSearchParams({ ...more, kernel })).draft.kernel).toBe(kernel);
			},
		),
	);
});
