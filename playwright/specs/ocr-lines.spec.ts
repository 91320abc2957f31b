import { characterErrorRate } from "@tabgrid/kernels";
import { loadOcrExample } from "@tabgrid/kernels/node";
import { waitForJob } from "@tabgrid/sdk";
import { connectTestWallet } from "../fixtures/connectTestWallet.ts";
import { expect, test } from "../fixtures/test.ts";
import { installTestWallet } from "../fixtures/testWallet.ts";
import { letAgree, payAndPost, reviewExample } from "../fixtures/wizard.ts";

test("the page of text that the wizard offers comes back as text, and a whole page by way of its found lines", async ({
	page,
	api,
	client,
	openTab,
}) => {
	await openTab();
	await installTestWallet(page.context(), client);
	await page.goto("/jobs/new");
	await connectTestWallet(page, client);
	await reviewExample(page, "ocr-page", { itemsPerShard: 4, quorum: 1 });
	const jobId = await payAndPost(page);
	const job = await waitForJob(api, jobId, { limitMs: 150_000 });
	expect(job.state).toBe("settled");
	expect(job.shards.verified).toBe(job.shardTotal);

	const { truth } = await loadOcrExample();
	await expect(page.getByTestId("ocr-text")).toContainText(truth[0] ?? "no truth");

	// A whole page is read by two jobs: one finds its lines, the next reads them.
	await page.goto("/kernels/detect-text");
	const example = await page.getByTestId("kernel-example").getAttribute("href");
	await page.goto(example ?? "no example");
	await expect(page.getByTestId("job-title-field")).toBeVisible();
	await expect(page.getByTestId("plan-shards")).toHaveText("1");
	await letAgree(page, 1);
	await page.getByTestId("next-step").click();
	const detect = await payAndPost(page);
	// Meanwhile the client begins something else, and leaves it.
	await page.getByRole("link", { name: "New job", exact: true }).click();
	await page.getByTestId("kernel-mandelbrot").click();
	await expect(page.getByTestId("param-width")).toBeVisible();
	await page.goBack();
	await expect(page.getByTestId("kernel-mandelbrot")).toBeVisible();
	await page.goBack();
	const found = await waitForJob(api, detect, { limitMs: 150_000 });
	expect(found.state).toBe("settled");
	await expect(page.getByTestId("boxes-found")).toHaveText("35 lines of text");
	await expect(page.getByTestId("page-boxes").locator("polygon")).toHaveCount(35);

	await page.getByTestId("read-boxes").click();
	await page.waitForURL("**/jobs/new");
	await expect(page.getByText("35 files")).toBeVisible();
	await expect(page.getByTestId("undo-aside")).toBeVisible();
	await expect(page.getByTestId("plan-shards")).toHaveText("35");
	await page.getByTestId("next-step").click();
	await letAgree(page, 1);
	await page.getByText("Advanced", { exact: true }).click();
	await page.getByTestId("items-per-shard").fill("8");
	await expect(page.getByTestId("plan-shards")).toHaveText("5");
	await page.getByTestId("next-step").click();
	const read = await waitForJob(api, await payAndPost(page), { limitMs: 150_000 });
	expect(read.state).toBe("settled");
	const lines = page.getByTestId("ocr-text").getByRole("listitem");
	await expect(lines).toHaveCount(truth.length);
	const text = await lines.locator("span:nth-child(2)").allInnerTexts();
	expect(characterErrorRate(truth.join("\n"), text.join("\n"))).toBeLessThan(0.02);
});
