import { expect, test } from "vitest";
import { detectTextForm } from "./params/detectTextForm";
import { mandelbrotForm } from "./params/mandelbrotForm";
import { planRequestOf as planRequestAt } from "./planRequest";

const page = new File(["x"], "page.png");
const draft = {
	kernel: "detect-text",
	files: [page],
	source: null,
	params: detectTextForm.defaults,
	itemsPerShard: "",
	arithmetic: "float",
} as const;

const planRequestOf = (of: Parameters<typeof planRequestAt>[0]) =>
	planRequestAt(of, "http://matcher");

test("a kernel with files and options is planned once both are there and right", () => {
	expect(planRequestOf(draft)).toMatchObject({
		files: [page],
		params: { side: 1920, unclip: 1.5 },
	});
	expect(planRequestOf({ ...draft, files: [] })).toBeNull();
	expect(planRequestOf({ ...draft, params: { ...draft.params, side: "1000" } })).toBeNull();
});

test("a kernel of numbers alone is planned without files, one of files alone without numbers", () => {
	const numbers = { ...draft, kernel: "mandelbrot", params: mandelbrotForm.defaults };
	expect(planRequestOf(numbers)).toMatchObject({ files: [], params: { width: 768 } });
	const files = planRequestOf({ ...draft, kernel: "ocr-lines", params: {} });
	expect(files).toMatchObject({ files: [page] });
	expect(files).not.toHaveProperty("params");
});

test("only a client's own network is planned with an arithmetic", () => {
	const batch = { ...draft, kernel: "onnx-batch", params: {}, arithmetic: "exact8" } as const;
	const files = [new File(["x"], "net.onnx"), new File(["x"], "x.npy")];
	expect(planRequestOf({ ...batch, files })).toMatchObject({ files, arithmetic: "exact8" });
	expect(planRequestOf({ ...batch, kernel: "ocr-lines" })).not.toHaveProperty("arithmetic");
	// Planning a model alone tells what it wants.
	expect(planRequestOf({ ...batch, files: files.slice(0, 1) })).not.toBeNull();
	expect(planRequestOf({ ...batch, files: [] })).toBeNull();
});
