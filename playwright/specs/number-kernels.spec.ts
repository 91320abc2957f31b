import { readFile } from "node:fs/promises";
import { ResultList } from "@tabgrid/protocol";
import { postJob, waitForJob } from "@tabgrid/sdk";
import { connectTestWallet } from "../fixtures/connectTestWallet.ts";
import { classifierWork, pricePerReplica } from "../fixtures/jobs.ts";
import { notificationsOf, recordNotifications } from "../fixtures/recordNotifications.ts";
import { expect, test } from "../fixtures/test.ts";
import { installTestWallet } from "../fixtures/testWallet.ts";
import { payAndPost, reviewExample } from "../fixtures/wizard.ts";

// The fractal goes by trust, which knows who was here before: nobody, on a grid of its own.
test.use({ gridName: "number-kernels" });

test("a fractal chosen by numbers fills in while two tabs render it, and ends as a picture", async ({
	page,
	api,
	client,
	openTab,
}) => {
	await installTestWallet(page.context(), client);
	await page.goto("/jobs/new");
	await connectTestWallet(page, client);

	await page.getByTestId("kernel-mandelbrot").click();
	await page.getByTestId("param-width").fill("9000");
	await expect(page.getByText("A whole number from 16 to 2,048.")).toBeVisible();
	await expect(page.getByTestId("next-step")).toBeDisabled();
	const numbers = { width: 256, height: 192, tile: 32, iterations: 512 };
	for (const [name, value] of Object.entries(numbers))
		await page.getByTestId(`param-${name}`).fill(String(value));
	await expect(page.getByTestId("plan-shards")).toHaveText("48");
	await page.getByTestId("next-step").click();
	await page.getByTestId("next-step").click();
	const jobId = await payAndPost(page);
	await expect(page.getByTestId("live-picture")).toBeVisible();
	// Others see most tiles when the job settles; its client looks earlier, by a signature.
	await expect(page.getByTestId("held-results")).toBeVisible();
	await page.getByTestId("open-results").click();
	await expect(page.getByTestId("held-results")).toBeHidden();
	const tiles: number[] = [];
	let asked = 0;
	page.on("response", async (response) => {
		if (!response.url().includes(`${jobId}/results`)) return;
		asked += 1;
		const list = ResultList.safeParse(await response.json().catch(() => null));
		if (list.success) tiles.push(...list.data.results.map(({ shardIndex }) => shardIndex));
	});
	await openTab();
	await openTab();

	await expect.poll(() => tiles.length, { timeout: 60_000 }).toBeGreaterThan(0);
	expect((await api.job(jobId)).state).toBe("running");
	const job = await waitForJob(api, jobId, { limitMs: 120_000 });
	expect(job.state).toBe("settled");
	expect(job.shards.verified).toBe(48);
	// Tiles came page by page, not a request a tile.
	expect(asked).toBeLessThan(48);
	const picture = page.getByTestId("picture").getByRole("img");
	await expect(picture).toHaveJSProperty("naturalWidth", 256);
	const downloading = page.waitForEvent("download");
	await page.getByTestId("download-result").click();
	const download = await downloading;
	expect(download.suggestedFilename()).toBe("mandelbrot.png");
	const bytes = await readFile(await download.path());
	expect(bytes.subarray(1, 4).toString()).toBe("PNG");
});

test("the example option is priced within its error of Black and Scholes, and recordings show how alike they are", async ({
	page,
	api,
	client,
	openTab,
}) => {
	await openTab();
	await installTestWallet(page.context(), client);
	await page.goto("/jobs/new");
	await connectTestWallet(page, client);
	await reviewExample(page, "monte-carlo", { quorum: 1 });
	const job = await waitForJob(api, await payAndPost(page), { limitMs: 120_000 });
	expect(job.state).toBe("settled");
	const figure = async (name: string) =>
		Number(await page.getByTestId(`price-${name}`).innerText());
	await expect(page.getByTestId("price")).toBeVisible();
	const [estimate, error, formula] = [
		await figure("estimate"),
		await figure("error"),
		await figure("formula"),
	];
	expect(error).toBeGreaterThan(0);
	expect(Math.abs(estimate - formula)).toBeLessThan(5 * error);

	await page.goto("/jobs/new");
	await reviewExample(page, "speech", { quorum: 1 });
	const embedded = await waitForJob(api, await payAndPost(page), { limitMs: 120_000 });
	expect(embedded.state).toBe("settled");
	await expect(page.getByTestId("embeddings").locator("canvas")).toHaveCount(4);
	const cell = (row: number, column: number) =>
		page.getByTestId("likeness").locator("tbody tr").nth(row).locator("td").nth(column);
	// Two voices that say the same words are nearer than one of them and another sentence.
	const same = Number(await cell(0, 2).innerText());
	const other = Number(await cell(0, 4).innerText());
	expect(same).toBeGreaterThan(other);
});

test("the page of a job follows it to its end, and shows each shard with its evidence", async ({
	page,
	api,
	client,
	openTab,
}) => {
	await recordNotifications(page.context());
	const work = await classifierWork(4);
	const { jobId } = await postJob(api, client, {
		...work,
		title: "A followed job",
		policy: { quorum: 2, maxReplicas: 3 },
		pricePerReplica,
	});
	await page.goto(`/jobs/${jobId}`);
	await expect(page).toHaveTitle("0% · A followed job · Tabgrid");
	const icon = page.locator('link[rel~="icon"]').first();
	await expect(icon).toHaveAttribute("href", /^data:image\/svg\+xml,/);
	await page.getByTestId("filter-verified").click();
	await expect(page.getByText("No shard is verified now.")).toBeVisible();
	await page.getByTestId("filter-all").click();
	await page.getByTestId("notify").click();
	await expect(page.getByTestId("notify")).toHaveAttribute("aria-pressed", "true");

	await openTab();
	await openTab();
	await expect(page.getByTestId("job-state")).toHaveAttribute("data-state", "settled", {
		timeout: 120_000,
	});
	await expect(page).toHaveTitle("Done · A followed job · Tabgrid");
	await expect.poll(() => notificationsOf(page)).toEqual(["Your job is done: A followed job"]);
	await expect(page.getByTestId("notify")).toBeHidden();

	await page.getByTestId("filter-verified").click();
	const map = page.getByTestId("shard-map");
	await expect(map).toHaveAttribute("data-cells", "16");
	await map.focus();
	await page.keyboard.press("End");
	await page.keyboard.press("ArrowLeft");
	await page.keyboard.press("Enter");
	const drawer = page.getByTestId("shard-dialog");
	await expect(drawer).toContainText("Shard 14 of 16");
	await expect(drawer.getByTestId("replica")).toHaveCount(2);
	await expect(drawer.getByTestId("replica-timings").first()).toContainText("run");
	await page.keyboard.press("ArrowRight");
	await expect(drawer).toContainText("Shard 15 of 16");
	expect(new URL(page.url()).search).toBe("?state=verified&shard=15");
	await expect(page.getByTestId("next-shard")).toBeDisabled();

	await page.reload();
	await expect(drawer).toContainText("Shard 15 of 16");
	await expect(drawer.getByTestId("shard-state")).toHaveText("verified");
	await page.keyboard.press("Escape");
	await expect(drawer).toBeHidden();
	await expect(map).toBeFocused();
	expect(new URL(page.url()).search).toBe("?state=verified");

	await page.goto(`/receipts/0x${"ab".repeat(32)}`);
	await expect(page.getByTestId("receipts-no-job")).toBeVisible();

	await page.goto("/jobs");
	await page.getByTestId("job-search").fill("followed JO");
	await expect(page.getByTestId("job-row")).toHaveCount(1);
	await page.getByTestId("job-state-filter").selectOption("failed");
	await expect(page.getByTestId("jobs-none-found")).toBeVisible();
	await page.reload();
	await expect(page.getByTestId("jobs-none-found")).toBeVisible();
	await expect(page.getByTestId("job-search")).toHaveValue("followed JO");
});
