import { loadOcrExample } from "@tabgrid/kernels/node";
import { waitForJob } from "@tabgrid/sdk";
import { connectTestWallet } from "../fixtures/connectTestWallet.ts";
import { expect, test } from "../fixtures/test.ts";
import { installTestWallet } from "../fixtures/testWallet.ts";
import { payAndPost, reviewExample } from "../fixtures/wizard.ts";

test.use({ gridName: "ocr-lines" });

test("the page of text that the wizard offers comes back as text", async ({
	page,
	api,
	client,
	openTab,
}) => {
	await openTab();
	await openTab();
	await installTestWallet(page.context(), client);
	await page.goto("/jobs/new");
	await connectTestWallet(page, client);
	await reviewExample(page, "ocr-page", { itemsPerShard: 4 });
	const jobId = await payAndPost(page);
	const job = await waitForJob(api, jobId, { limitMs: 150_000 });
	expect(job.state).toBe("settled");
	expect(job.shards.verified).toBe(job.shardTotal);

	const { truth } = await loadOcrExample(1);
	await expect(page.getByTestId("ocr-text")).toContainText(truth[0] ?? "no truth");
});
