import { anvilAccounts } from "@tabgrid/contracts/node";
import { balanceOf, createWallet } from "@tabgrid/sdk";
import { connectTestWallet } from "../fixtures/connectTestWallet.ts";
import { expect, test } from "../fixtures/test.ts";
import { installTestWallet } from "../fixtures/testWallet.ts";
import { payAndPost, reviewExample } from "../fixtures/wizard.ts";

test.use({ gridName: "wizard-refusals" });

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
