import { readFile } from "node:fs/promises";
import { postJob, waitForJob } from "@tabgrid/sdk";
import { connectTestWallet } from "../fixtures/connectTestWallet.ts";
import { classifierWork, pricePerReplica } from "../fixtures/jobs.ts";
import { notificationsOf, recordNotifications } from "../fixtures/recordNotifications.ts";
import { expect, test } from "../fixtures/test.ts";
import { installTestWallet } from "../fixtures/testWallet.ts";
import { payAndPost, reviewExample } from "../fixtures/wizard.ts";

test.use({ gridName: "number-kernels" });

test("a fractal chosen by numbers is rendered by two tabs and shown as a picture", async ({
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

	await page.getByTestId("kernel-mandelbrot").click();
	await page.getByTestId("param-width").fill("9000");
	await expect(page.getByText("At most 2,048.")).toBeVisible();
	await expect(page.getByTestId("next-step")).toBeDisabled();
	const numbers = { width: 96, height: 64, tile: 32, iterations: 64 };
	for (const [name, value] of Object.entries(numbers))
		await page.getByTestId(`param-${name}`).fill(String(value));
	await expect(page.getByTestId("plan-shards")).toHaveText("6");
	await page.getByTestId("next-step").click();
	await page.getByTestId("next-step").click();
	const jobId = await payAndPost(page);

	const job = await waitForJob(api, jobId, { limitMs: 120_000 });
	expect(job.state).toBe("settled");
	expect(job.shards.verified).toBe(6);
	const picture = page.getByTestId("picture").getByRole("img");
	await expect(picture).toHaveJSProperty("naturalWidth", 96);
	const downloading = page.waitForEvent("download");
	await page.getByTestId("download-result").click();
	const download = await downloading;
	expect(download.suggestedFilename()).toBe("mandelbrot.png");
	const bytes = await readFile(await download.path());
	expect(bytes.subarray(1, 4).toString()).toBe("PNG");
});

test("the example option is priced within its error of Black and Scholes", async ({
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
	await reviewExample(page, "monte-carlo");
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
		policy: { quorum: 2, maxReplicas: 3 },
		pricePerReplica,
	});
	await page.goto(`/jobs/${jobId}`);
	await expect(page).toHaveTitle("0% · Tiny classifier · Tabgrid");
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
	await expect(page).toHaveTitle("Done · Tiny classifier · Tabgrid");
	await expect.poll(() => notificationsOf(page)).toEqual(["Your job is done: Tiny classifier"]);
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
	expect(new URL(page.url()).search).toBe("?state=verified");

	await page.goto("/jobs");
	await page.getByTestId("job-search").fill("tiny CLASS");
	await expect(page.getByTestId("job-row")).toHaveCount(1);
	await page.getByTestId("job-state-filter").selectOption("failed");
	await expect(page.getByTestId("jobs-none-found")).toBeVisible();
	await page.reload();
	await expect(page.getByTestId("jobs-none-found")).toBeVisible();
	await expect(page.getByTestId("job-search")).toHaveValue("tiny CLASS");
});
