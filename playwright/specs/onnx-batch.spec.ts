import { readFile } from "node:fs/promises";
import { readNpz } from "@tabgrid/kernels";
import { waitForJob } from "@tabgrid/sdk";
import { connectTestWallet } from "../fixtures/connectTestWallet.ts";
import { floats, runClassifierDirectly, scaledDifference } from "../fixtures/directRun.ts";
import { replicasOf } from "../fixtures/replicas.ts";
import { expect, test } from "../fixtures/test.ts";
import { installTestWallet } from "../fixtures/testWallet.ts";
import { payAndPost, reviewExample } from "../fixtures/wizard.ts";

test.use({ gridName: "onnx-batch" });

test("a job that a wallet pays for is computed on WebGPU by three browsers, and equals a direct run", async ({
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
	await reviewExample(page, "tiny-classifier", { itemsPerShard: 1 });
	const jobId = await payAndPost(page);
	const asked = (method: string) => wallet.asked.filter((name) => name === method).length;
	expect(asked("eth_signTypedData_v4")).toBe(1);
	expect(asked("eth_sendTransaction")).toBe(1);

	const job = await waitForJob(api, jobId, { limitMs: 150_000 });
	expect(job.state).toBe("settled");
	expect(job.shards.verified).toBe(64);
	expect(job.backends).toEqual({ webgpu: 128, wasm: 0 });
	const agreed = (await replicasOf(api, job)).filter(({ state }) => state === "agreed");
	expect(agreed.map(({ backend }) => backend)).toEqual(Array(128).fill("webgpu"));
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
});
