import { readFile } from "node:fs/promises";
import { readEvidence, readNpz } from "@tabgrid/kernels";
import { downloadArtifact, waitForJob } from "@tabgrid/sdk";
import { connectTestWallet } from "../fixtures/connectTestWallet.ts";
import {
	floats,
	runClassifierDirectly,
	runDirectly,
	scaledDifference,
} from "../fixtures/directRun.ts";
import { expectQuorums } from "../fixtures/replicas.ts";
import { sigmoidJob } from "../fixtures/sigmoidModel.ts";
import { expect, test } from "../fixtures/test.ts";
import { installTestWallet } from "../fixtures/testWallet.ts";
import { letAgree, payAndPost, reviewExample } from "../fixtures/wizard.ts";

test("a job that a wallet pays for is computed on WebGPU by three browsers, and equals a direct run; the next shows its measured tolerances and verifies by them; those in 8-bit integers and in portable floats are equal bit for bit", async ({
	page,
	api,
	client,
	openTab,
}) => {
	for (let tab = 0; tab < 3; tab++) {
		const provider = await openTab({ backend: "webgpu" });
		const dock = provider.getByTestId("provider-dock");
		await expect(dock).toHaveAttribute("data-phase", "idle", { timeout: 120_000 });
		await expect(dock).toHaveAttribute("data-backend", "webgpu");
	}

	const wallet = await installTestWallet(page.context(), client);
	await page.goto("/jobs/new");
	await connectTestWallet(page, client);
	// All three must agree on each shard.
	await reviewExample(page, "tiny-classifier", { itemsPerShard: 2, quorum: 3 });
	const jobId = await payAndPost(page);
	const asked = (method: string) => wallet.asked.filter((name) => name === method).length;
	expect(asked("eth_signTypedData_v4")).toBe(1);
	expect(asked("eth_sendTransaction")).toBe(1);

	const job = await waitForJob(api, jobId, { limitMs: 150_000 });
	expect(job.state).toBe("settled");
	expect(job.shards.verified).toBe(32);
	const agreed = await expectQuorums(api, job);
	expect(job.backends).toEqual({ webgpu: agreed.length, wasm: 0 });
	expect(new Set(agreed.map(({ backend }) => backend))).toEqual(new Set(["webgpu"]));
	expect(new Set(agreed.map(({ providerId }) => providerId)).size).toBe(3);

	await expect(page.getByTestId("job-state")).toHaveAttribute("data-state", "settled");
	const downloading = page.waitForEvent("download");
	await page.getByTestId("download-result").click();
	const path = await (await downloading).path();
	const result = readNpz(new Uint8Array(await readFile(path)), "result");
	const direct = await runClassifierDirectly();
	expect(direct.size).toBeGreaterThan(0);
	for (const [name, values] of direct) {
		const found = result[name];
		expect(found?.dtype).toBe("float32");
		expect(scaledDifference(floats(found?.data ?? new Uint8Array()), values)).toBeLessThan(1e-4);
	}

	// A sigmoid's job shows its evidence and measured tolerances before it is paid, and verifies by them.
	const { model, inputs } = sigmoidJob(8);
	const file = (name: string, bytes: Uint8Array) => ({
		name,
		mimeType: "application/octet-stream",
		buffer: Buffer.from(bytes),
	});
	await page.goto("/jobs/new");
	await page.getByTestId("kernel-onnx-batch").click();
	await page
		.getByTestId("file-input")
		.setInputFiles([file("sure.onnx", model), file("inputs.npz", inputs)]);
	await expect(page.getByTestId("plan-ready")).toBeVisible();
	await page.getByTestId("next-step").click();
	await letAgree(page, 2);

	const probe = page.getByTestId("probe");
	await expect(probe).toHaveAttribute("data-state", "done", { timeout: 120_000 });
	await expect(probe).toContainText("Measured on WASM and WebGPU");
	await expect(page.getByTestId("probe-yes")).toContainText("16-bit weights: would pass here");
	const evidence = page.getByTestId("probe-tabgrid/evidence/inner/yes");
	await expect(evidence).toContainText("16-bit weights: caught");
	await expect(page.getByTestId("probe-verdict")).toHaveAttribute("data-passing", "");
	await page.getByTestId("next-step").click();
	const sure = await waitForJob(api, await payAndPost(page), { limitMs: 120_000 });
	expect(sure.state).toBe("settled");
	expect(sure.shards.verified).toBe(1);
	const { comparators, model: digest } = sure.spec;
	expect(Object.keys(comparators).toSorted()).toEqual([
		"tabgrid/evidence/before/yes",
		"tabgrid/evidence/inner/yes",
		"yes",
	]);
	expect(readEvidence(new Uint8Array(await api.blob(digest))).map(({ of }) => of)).toEqual([
		"yes",
		"yes",
	]);
	// What is attested isn't all of the result.
	const kept = readNpz((await downloadArtifact(api, sure)).content);
	expect(Object.keys(kept)).toEqual(["yes"]);

	// A network that can't be made exact says why; this one can, and runs so: its bytes are what counts.
	const unfit = Buffer.from(
		Buffer.from(model).toString("latin1").replace("Relu", "Tanh"),
		"latin1",
	);
	await page.goto("/jobs/new?kernel=onnx-batch&arithmetic=exact8");
	const input = page.getByTestId("file-input");
	await input.setInputFiles([file("net.onnx", unfit), file("inputs.npz", inputs)]);
	await expect(page.getByTestId("plan-ready")).toBeVisible();
	await page.getByTestId("next-step").click();
	await expect(page.getByTestId("conversion-refused")).toContainText('"Tanh"');
	await expect(page.getByTestId("arithmetic-float")).toBeChecked();
	await page.getByTestId("step-files").click();
	await input.setInputFiles([file("net.onnx", model)]);
	await expect(page.getByTestId("plan-ready")).toBeVisible();
	await page.getByTestId("next-step").click();
	await letAgree(page, 2);
	await page.getByTestId("arithmetic-exact8").click();
	await expect(page.getByTestId("conversion-loss")).toContainText("% of the output’s size");
	await expect(page.getByTestId("conversion-cost")).toContainText(
		"The Sigmoid at the end is left out",
	);
	await verifiesBitForBit();

	// What 8-bit integers refuse can be portable.
	await page.goto("/jobs/new?kernel=onnx-batch&arithmetic=portable");
	await input.setInputFiles([file("net.onnx", unfit), file("inputs.npz", inputs)]);
	await expect(page.getByTestId("plan-ready")).toBeVisible();
	await page.getByTestId("next-step").click();
	await letAgree(page, 2);
	await expect(page.getByTestId("arithmetic-portable")).toBeChecked();
	await expect(page.getByTestId("conversion-loss")).toContainText("% of the output’s size");
	await verifiesBitForBit();

	/** Posts what the wizard holds: the tabs' results are equal, and those of a direct run on WASM. */
	async function verifiesBitForBit() {
		// The tabs tell by their results whether WebGPU gives the bits of WASM.
		await page.getByTestId("skip-probe").or(page.getByTestId("same-bits")).first().click();
		await page.getByTestId("next-step").click();
		const exact = await waitForJob(api, await payAndPost(page), { limitMs: 120_000 });
		expect(exact.state).toBe("settled");
		expect(exact.shards.verified).toBe(1);
		expect(exact.backends).toMatchObject({ wasm: 0 });
		expect(exact.spec.comparators).toEqual({ "*": { kind: "exact" } });
		const posted = new Uint8Array(await api.blob(exact.spec.model));
		expect(readEvidence(posted)).toEqual([]);
		const truth = await runDirectly(posted, readNpz(inputs));
		const { yes } = readNpz((await downloadArtifact(api, exact)).content);
		expect(floats(yes?.data ?? new Uint8Array())).toEqual(truth.get("yes"));
	}
});
