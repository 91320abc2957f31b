import { truncate, writeFile } from "node:fs/promises";
import { writeNpy, writeNpz } from "@tabgrid/kernels";
import { loadClassifierExample } from "@tabgrid/kernels/node";
import { postJob } from "@tabgrid/sdk";
import { endlessWork } from "../fixtures/endlessWork.ts";
import { pricePerReplica } from "../fixtures/jobs.ts";
import { expect, shortLeases, test } from "../fixtures/test.ts";

test.use(shortLeases);

const file = (name: string, bytes: Uint8Array) => ({
	name,
	mimeType: "application/octet-stream",
	buffer: Buffer.from(bytes),
});

const floats = (...dims: number[]) => ({
	dtype: "float32" as const,
	dims,
	data: new Uint8Array(4 * dims.reduce((product, dim) => product * dim, 1)),
});

/** The archive with a directory that announces four gigabytes. */
function bomb(archive: Uint8Array): Uint8Array {
	const bytes = Uint8Array.from(archive);
	const directory = Buffer.from(bytes).lastIndexOf(Buffer.from("PK\u0001\u0002", "latin1"));
	new DataView(bytes.buffer).setUint32(directory + 24, 0xffff_0000, true);
	return bytes;
}

/** Inputs for the example's `image` float32[batch, 64] that make no job. */
const hostileInputs = (archive: Uint8Array) => [
	{ name: "bomb.npz", bytes: bomb(archive), says: "unpacks to more than" },
	{ name: "image.npy", bytes: new TextEncoder().encode("\u0093NUMPY?"), says: ".npy" },
	{
		name: "image.npy",
		bytes: writeNpy({ ...floats(2, 64), dtype: "float64", dims: [1, 64] }),
		says: 'astype("float32")',
	},
	{ name: "image.npy", bytes: writeNpy(floats(64)), says: "the file has shape [64]" },
	{ name: "image.npy", bytes: writeNpy(floats(0, 64)), says: "has no rows" },
	{
		name: "paths.npz",
		bytes: writeNpz({ "../../image": floats(1, 64) }),
		says: "no input",
	},
];

/** The example's model with one operator renamed to none that exists. */
const withUnknownOperator = (model: Uint8Array) =>
	Buffer.from(Buffer.from(model).toString("latin1").replaceAll("Relu", "Evil"), "latin1");

test("the wizard says what is wrong with each file that makes no job, and takes a sound one after", async ({
	page,
}, testInfo) => {
	const { model, inputs } = await loadClassifierExample();
	const [archive] = inputs;
	if (archive === undefined) throw new Error("The example has no inputs.");
	const badInputs = hostileInputs(archive.bytes);
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
		...badInputs.map(({ name, bytes, says }) => ({
			kernel: "onnx-batch",
			files: [file("model.onnx", model), file(name, bytes)],
			says,
		})),
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
	// A file of 2 GB (with nothing in it, so that it costs no disk): it isn't read at all.
	const huge = testInfo.outputPath("huge.onnx");
	await writeFile(huge, "");
	await truncate(huge, 2 * 1024 ** 3);
	await page.getByTestId("kernel-onnx-batch").click();
	const inputsFile = testInfo.outputPath("inputs.npz");
	await writeFile(inputsFile, archive.bytes);
	await page.getByTestId("file-input").setInputFiles([huge, inputsFile]);
	await expect(page.getByTestId("plan-error")).toContainText(
		'"huge.onnx" has 2.0 GiB; a model has',
	);
	await page.getByTestId("start-over").click();

	await page.getByTestId("kernel-onnx-batch").click();
	await page.getByTestId("file-input").setInputFiles(sound);
	await expect(page.getByTestId("plan-ready")).toBeVisible();
});

test("a model that runs beyond its lease is stopped in the tab, which stays usable, and the replica errors", async ({
	openTab,
	api,
	client,
}) => {
	const page = await openTab();
	const dock = page.getByTestId("provider-dock");
	await expect(dock).toHaveAttribute("data-phase", "idle", { timeout: 60_000 });
	const policy = { quorum: 1, maxReplicas: 1 };
	const { jobId } = await postJob(api, client, { ...endlessWork(), policy, pricePerReplica });

	// While it computes, the page answers as ever.
	await expect(dock).toHaveAttribute("data-phase", "working", { timeout: 30_000 });
	await page.getByRole("link", { name: "Jobs" }).first().click();
	await expect(page).toHaveURL(/\/jobs/);

	// The provider ends the run before its lease is over: nobody has to wait for the lease's end.
	const errorsOf = async () => {
		const { replicas } = await api.shard(jobId, 0);
		return replicas.flatMap(({ state, error }) => (state === "errored" ? [error?.code] : []));
	};
	await expect.poll(errorsOf, { timeout: 60_000 }).toContain("RUN_TIMEOUT");
	const { replicas } = await api.job(jobId);
	expect(replicas.expired).toBe(0);

	await page.getByTestId("provider-pause").click();
	await expect(dock).toHaveAttribute("data-phase", "paused");
});
