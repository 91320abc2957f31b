import { readFile } from "node:fs/promises";
import { waitForJob } from "@tabgrid/sdk";
import { connectTestWallet } from "../fixtures/connectTestWallet.ts";
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
