import type { Page } from "@playwright/test";
import { anvilAccounts } from "@tabgrid/contracts/node";
import { balanceOf, createWallet } from "@tabgrid/sdk";
import { createTestClient, http } from "viem";
import { connectTestWallet } from "../fixtures/connectTestWallet.ts";
import { expect, shortLeases, test } from "../fixtures/test.ts";
import { installTestWallet, testWalletRdns } from "../fixtures/testWallet.ts";
import { payAndPost, reviewExample } from "../fixtures/wizard.ts";

// Nobody computes here: its jobs stand until the grid is gone.
test.use(shortLeases);

test("a wallet without enough dollars is told so before it signs, and the faucet helps", async ({
	page,
	grid,
}) => {
	// An account with ether for gas and no test dollars.
	const poor = createWallet(grid.rpcUrl, grid.chainId, anvilAccounts[5].privateKey);
	expect(await balanceOf(poor, grid, poor.account.address)).toBe(0n);
	const wallet = await installTestWallet(page.context(), poor);
	await page.goto("/jobs/new");
	await connectTestWallet(page, poor);
	await reviewExample(page, "tiny-classifier");

	await expect(page.getByTestId("insufficient-funds")).toBeVisible();
	await expect(page.getByTestId("post-job")).toBeDisabled();
	expect(wallet.asked).not.toContain("eth_signTypedData_v4");

	await page.getByTestId("insufficient-funds").getByTestId("faucet").click();
	await expect(page.getByTestId("insufficient-funds")).toBeHidden();
	await expect(page.getByTestId("post-job")).toBeEnabled();
	expect(await balanceOf(poor, grid, poor.account.address)).toBeGreaterThan(0n);
});

test("a signature that is declined costs nothing, and the same job can be posted after", async ({
	page,
	grid,
	client,
}) => {
	const before = await balanceOf(client, grid, client.account.address);
	const wallet = await installTestWallet(page.context(), client);
	wallet.refused.add("eth_signTypedData_v4");
	await page.goto("/jobs/new");
	await connectTestWallet(page, client);
	await reviewExample(page, "tiny-classifier");
	await page.getByTestId("post-job").click();
	await expect(page.getByTestId("post-rejected")).toBeVisible();
	expect(wallet.asked).not.toContain("eth_sendTransaction");
	expect(await balanceOf(client, grid, client.account.address)).toBe(before);

	wallet.refused.clear();
	wallet.refused.add("eth_sendTransaction");
	await page.getByTestId("post-job").click();
	await expect.poll(() => wallet.asked).toContain("eth_sendTransaction");
	await expect(page.getByTestId("post-rejected")).toBeVisible();
	expect(await balanceOf(client, grid, client.account.address)).toBe(before);

	wallet.refused.clear();
	await payAndPost(page);
	expect(await balanceOf(client, grid, client.account.address)).toBeLessThan(before);
});

test("a payment whose tab is closed before the chain has taken it is found by the next tab, and is never made twice", async ({
	page,
	grid,
	client,
}) => {
	const before = await balanceOf(client, grid, client.account.address);
	const wallet = await installTestWallet(page.context(), client);
	await page.goto("/jobs/new");
	await connectTestWallet(page, client);
	await reviewExample(page, "tiny-classifier");
	const chain = createTestClient({ mode: "anvil", transport: http(grid.rpcUrl) });
	await chain.setAutomine(false);
	try {
		await page.getByTestId("post-job").click();
		await expect(page.getByTestId("post-step-wait")).toHaveAttribute("data-active", "true");
		const next = await page.context().newPage();
		await page.close();
		await next.goto("/jobs/new");
		await expect(next.getByTestId("posting-pending")).toContainText("is on its way");
		await chain.setAutomine(true);
		await chain.mine({ blocks: 1 });
		await expect(next.getByTestId("posting-paid")).toBeVisible();
		await next.getByTestId("open-posting").click();
		await expect(next.getByTestId("job-state")).toBeVisible();
		await next.goto("/jobs/new");
		await expect(next.getByTestId("kernel-onnx-batch")).toBeVisible();
	} finally {
		await chain.setAutomine(true);
	}
	expect(wallet.asked.filter((method) => method === "eth_sendTransaction")).toHaveLength(1);
	// Four shards, four replicas at most of each.
	expect(before - (await balanceOf(client, grid, client.account.address))).toBe(160_000n);
});

test("an upload that the network and then a reload cut off goes on where it stopped", async ({
	page,
	api,
	client,
}) => {
	await installTestWallet(page.context(), client);
	const arrived: string[] = [];
	let cut = true;
	await page.context().route(/\/blobs\/[0-9a-f]{64}$/, async (route) => {
		if (route.request().method() !== "PUT") return route.fallback();
		if (cut && arrived.length >= 10) return route.abort("internetdisconnected");
		arrived.push(new URL(route.request().url()).pathname);
		await route.continue();
	});
	await page.goto("/jobs/new");
	await connectTestWallet(page, client);
	await reviewExample(page, "tiny-classifier", { itemsPerShard: 1 });
	await page.getByTestId("post-job").click();
	const upload = page.getByTestId("upload");
	await expect(upload).toHaveAttribute("data-state", "waiting");
	await page.getByTestId("pause-upload").click();
	await expect(upload).toHaveAttribute("data-state", "paused");
	await page.getByTestId("resume-upload").click();
	await expect(upload).toHaveAttribute("data-state", "waiting");
	await expect(page.getByTestId("upload-part-inputs")).toBeVisible();

	await page.reload();
	await expect(upload).toHaveAttribute("data-state", "waiting");
	await expect(page.getByTestId("upload-total")).toContainText("were there already");
	cut = false;
	await expect(page.getByTestId("upload-done")).toBeVisible();
	expect(new Set(arrived).size).toBe(arrived.length);
	// Shards, manifest and model, each once; a test before this one may have left the model there. A request
	// that waits in this test's route when the page is reloaded is let go by the browser, uncounted.
	const sent = arrived.length;
	expect(sent).toBeLessThanOrEqual(64 + 2);
	expect(sent).toBeGreaterThan(64 - 6);

	const first = await api.job(await payAndPost(page));
	expect(arrived.length).toBe(sent);

	// A duplicate takes over what the matcher keeps: not one byte is sent again.
	await page.getByTestId("duplicate").click();
	await expect(page.getByTestId("job-title-field")).toHaveValue(first.title);
	await page.getByTestId("step-files").click();
	await expect(page.getByTestId("source-inputs")).toBeVisible();
	await expect(page.getByTestId("plan-shards")).toHaveText("64");
	await page.getByTestId("own-files").click();
	await expect(page.getByTestId("file-input")).toBeAttached();
	await page.getByTestId("undo-remove").click();
	await expect(page.getByTestId("source-inputs")).toBeVisible();
	await page.getByTestId("next-step").click();
	await page.getByTestId("next-step").click();
	const second = await api.job(await payAndPost(page));
	expect(second.jobId).not.toBe(first.jobId);
	const { nonce: _, deadline, ...same } = first.spec;
	expect(second.spec).toMatchObject(same);
	expect(Math.abs(second.spec.deadline - deadline)).toBeLessThan(3_600);
	expect(arrived.length).toBe(sent);
});

test("an address fills the wizard in, says at each field what makes no sense, and is made again", async ({
	page,
}) => {
	const params = JSON.stringify({ width: 9000, height: 64, tile: 32, depth: 3 });
	await page.goto(
		`/jobs/new?${new URLSearchParams({ kernel: "mandelbrot", title: "A link", replicas: "40", price: "0.02", params })}`,
	);
	await expect(page.getByTestId("template-problems")).toContainText('"depth"');
	await expect(page.getByText("A whole number from 16 to 2,048.")).toBeVisible();
	await page.getByTestId("param-width").fill("96");
	await page.getByTestId("next-step").click();
	await expect(page.getByTestId("job-title-field")).toHaveValue("A link");
	await expect(page.getByTestId("price")).toHaveValue("0.02");
	await expect(page.getByText('The link says "40"')).toBeVisible();
	await expect(page.getByTestId("next-step")).toBeDisabled();
	await page.getByTestId("max-replicas").fill("5");
	await expect(page.getByText('The link says "40"')).toBeHidden();
	await page.getByTestId("next-step").click();
	await expect(page.getByTestId("inputs-visible")).toBeVisible();

	// The browser's own buttons go through the steps.
	await page.goBack();
	await expect(page.getByTestId("job-title-field")).toHaveValue("A link");
	await page.goBack();
	await expect(page.getByTestId("param-width")).toHaveValue("96");
	await page.goForward();
	await page.goForward();
	await expect(page.getByTestId("inputs-visible")).toBeVisible();

	const query = await templateOf(page);
	await page.getByTestId("start-over").click();
	await expect(page.getByTestId("kernel-mandelbrot")).toBeVisible();
	await page.getByTestId("undo-discard").click();
	await expect(page.getByTestId("inputs-visible")).toBeVisible();
	await page.reload();
	await expect(page.getByTestId("inputs-visible")).toBeVisible();

	await page.goto(`/jobs/new?${query}`);
	await expect(page.getByTestId("param-width")).toHaveValue("96");
	expect(await templateOf(page)).toBe(query);
	expect(new URL(page.url()).search).toBe("");
	await page.getByTestId("undo-aside").click();
	await expect(page.getByTestId("inputs-visible")).toBeVisible();

	await page.goto("/jobs/new?from=banana");
	await expect(page.getByText("The link's job id is not one").first()).toBeVisible();
	await expect(page.getByTestId("inputs-visible")).toBeVisible();
});

test("a wallet on another network is told so on every page, and switches by a press", async ({
	page,
	client,
}) => {
	const wallet = await installTestWallet(page.context(), client);
	// A page that needs no wallet loads its code when it is asked for; each wallet is offered once.
	await page.goto("/kernels");
	const offered = page.getByTestId(`rk-wallet-option-${testWalletRdns}`);
	await page.getByTestId("rk-connect-button").click();
	await expect(offered).toHaveCount(1);
	await page.keyboard.press("Escape");
	await page.getByRole("link", { name: "Jobs", exact: true }).click();
	await expect(page).toHaveURL(/\/jobs$/);
	await connectTestWallet(page, client);
	await expect(page.getByTestId("network-line")).toBeHidden();
	wallet.elsewhere = 1;
	await page.reload();
	await expect(page.getByTestId("network-line")).toBeVisible();
	await page.getByTestId("switch-network").click();
	await expect(page.getByTestId("network-line")).toBeHidden();
	expect(wallet.asked).toContain("wallet_switchEthereumChain");
});

/** What the button for a link to the template would copy. */
async function templateOf(page: Page): Promise<string | null> {
	return page.getByTestId("copy-template").getAttribute("data-query");
}
