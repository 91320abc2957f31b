import { loadClassifierExample } from "@tabgrid/kernels/node";
import { expect, test } from "../fixtures/test.ts";

test.use({ gridName: "hostile-files" });

const file = (name: string, bytes: Uint8Array) => ({
	name,
	mimeType: "application/octet-stream",
	buffer: Buffer.from(bytes),
});

/** The example's model with one operator renamed to none that exists. */
const withUnknownOperator = (model: Uint8Array) =>
	Buffer.from(Buffer.from(model).toString("latin1").replaceAll("Relu", "Evil"), "latin1");

test("the wizard says what is wrong with each file that makes no job, and takes a sound one after", async ({
	page,
}) => {
	const { model, inputs } = await loadClassifierExample();
	const [archive] = inputs;
	if (archive === undefined) throw new Error("The example has no inputs.");
	const sound = [file("model.onnx", model), file("inputs.npz", archive.bytes)];
	const refusals = [
		{
			kernel: "onnx-batch",
			files: [file("model.onnx", model.slice(0, -9)), file("inputs.npz", archive.bytes)],
			says: "The file is no ONNX model",
		},
		{
			kernel: "onnx-batch",
			files: [file("model.onnx", withUnknownOperator(model)), file("inputs.npz", archive.bytes)],
			says: '"Evil", which the grid doesn\'t run',
		},
		{
			kernel: "onnx-batch",
			files: [file("model.onnx", model), file("inputs.npz", archive.bytes.slice(0, -40))],
			says: "it is no .npz archive",
		},
		{
			kernel: "ocr-lines",
			files: [file("line.png", new TextEncoder().encode("no picture"))],
			says: '"line.png" is no picture that this browser can read',
		},
	];
	await page.goto("/jobs/new");
	for (const { kernel, files, says } of refusals) {
		await page.getByTestId(`kernel-${kernel}`).click();
		await page.getByTestId("file-input").setInputFiles(files);
		await expect(page.getByTestId("plan-error")).toContainText(says);
		await page.getByTestId("start-over").click();
	}
	await page.getByTestId("kernel-onnx-batch").click();
	await page.getByTestId("file-input").setInputFiles(sound);
	await expect(page.getByTestId("plan-ready")).toBeVisible();
});
