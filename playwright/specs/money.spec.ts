import { readFile, writeFile } from "node:fs/promises";
import { gunzipSync } from "node:zlib";
import type { Page } from "@playwright/test";
import { claimPeriodSeconds, noticePeriodSeconds } from "@tabgrid/contracts";
import { ProviderId } from "@tabgrid/protocol";
import { connectBurnerWallet, linkBurnerWallet } from "@tabgrid/scripts/browser";
import {
	balanceOf,
	type LocalWallet,
	type MatcherApi,
	postJob,
	readEscrowJob,
	stakeOf,
	waitForJob,
} from "@tabgrid/sdk";
import { connectTestWallet } from "../fixtures/connectTestWallet.ts";
import { classifierWork, pricePerReplica } from "../fixtures/jobs.ts";
import { checkPublicFace } from "../fixtures/publicFace.ts";
import { runVerify } from "../fixtures/runVerify.ts";
import { stakeOnPage } from "../fixtures/stakeOnPage.ts";
import { expect, test } from "../fixtures/test.ts";
import { installTestWallet } from "../fixtures/testWallet.ts";

test.use({ gridName: "money" });

const policy = { quorum: 2, maxReplicas: 3 };

test("a provider redeems what its tab earned, its wallet really holds it, and the receipts prove it", async ({
	grid,
	api,
	client,
	openTab,
}, testInfo) => {
	const [first, second] = [await openTab(), await openTab()];
	const wallet = await linkBurnerWallet(first);
	await linkBurnerWallet(second);
	const posted = await postJob(api, client, {
		...(await classifierWork(16)),
		policy,
		pricePerReplica,
	});
	const clientBefore = await balanceOf(client, grid, client.account.address);
	const job = await waitForJob(api, posted.jobId, { limitMs: 120_000 });
	expect(job.state).toBe("settled");

	// Four shards of two replicas each; what a third replica would have cost came back at once.
	const earned = pricePerReplica * 4n;
	expect((await readEscrowJob(client, grid, posted.jobId)).reserved).toBe(2n * earned);
	const clientAfter = await balanceOf(client, grid, client.account.address);
	expect(clientAfter - clientBefore).toBe(earned);

	const before = await balanceOf(client, grid, wallet);
	await first.reload();
	await expect(first.getByTestId("redeemable")).toHaveAttribute("data-minor", String(earned));
	await first.getByTestId("redeem-gasless").click();
	await expect(first.getByTestId("redeemable")).toHaveAttribute("data-minor", "0");
	expect((await balanceOf(client, grid, wallet)) - before).toBe(earned);
	expect(await client.reader.getBalance({ address: wallet })).toBe(0n);
	await expect(first.getByTestId("copy-transaction")).toBeVisible();
	await expect(first.getByTestId("redemption")).toHaveCount(1);
	expect((await readEscrowJob(client, grid, posted.jobId)).redeemed).toBe(earned);

	await first.getByTestId("faucet").last().click();
	await expect(first.getByTestId("wallet-balance").last()).toContainText("1,000.04");
	await stakeOnPage(first, "0.5");
	const providerId = ProviderId.parse(
		await first.getByTestId("provider-id").getAttribute("data-value"),
	);
	expect(await stakeOf(client, await api.config(), providerId, wallet)).toMatchObject({
		amount: 500_000n,
		leaving: 0n,
		covers: 5_000n,
	});
	await checkPublicFace(first, { agreed: 4, earned, staked: 500_000n });

	const file = testInfo.outputPath("receipts.jsonl.gz");
	const served = await fetch(
		`${grid.matcherUrl}/jobs/${posted.jobId}/receipts/file?compressed=true`,
	);
	await writeFile(file, new Uint8Array(await served.arrayBuffer()));
	const chain = ["--rpc", grid.rpcUrl];
	const all = [...chain, "--matcher", grid.matcherUrl, "--outputs", "--rerun", "2"];
	const good = await runVerify(file, ...all);
	expect(good.output).toContain("All of it is right");
	expect(good.output).toContain("2 random shards run again, none wrong");
	expect(good.code).toBe(0);

	const tampered = testInfo.outputPath("tampered.jsonl");
	const text = gunzipSync(await readFile(file)).toString();
	await writeFile(tampered, text.replace(/"verifiedAt":\d/, '"verifiedAt":9'));
	const bad = await runVerify(tampered, ...chain);
	expect(bad.output).toContain("ROOT: The receipts' root is");
	expect(bad.output).toContain("ROOT: The root on chain is");
	expect(bad.code).toBe(1);
	expect((await runVerify(file, "--rpc", "http://127.0.0.1:1")).code).toBe(2);

	// The same in the visitor's browser, by an endpoint that the visitor names.
	await first.goto(`/verify/${posted.jobId}`);
	await expect(first).toHaveURL(new RegExp(`/receipts/${posted.jobId}#rerun$`));
	const verdict = first.getByTestId("receipts-verdict");
	await expect(verdict).toHaveAttribute("data-verdict", "good");
	await expect(first.getByTestId("receipt-row")).toHaveCount(4);
	await expect(first.getByTestId("receipts-attestations")).toHaveText("8");
	await first.getByTestId("check-outputs").click();
	await expect(first.getByTestId("outputs-card")).toHaveAttribute("data-done", "true");
	await first.getByTestId("rerun-count").fill("2");
	await first.getByTestId("rerun-wasm").click();
	const rerun = first.getByTestId("rerun-verdict");
	await expect(rerun).toHaveAttribute("data-sampled", "2", { timeout: 120_000 });
	await expect(rerun).toHaveAttribute("data-wrong", "0");
	await expect(verdict).toHaveAttribute("data-verdict", "good");
	await first.goto(`/receipts/${posted.jobId}?rpc=${encodeURIComponent("http://127.0.0.1:1/")}`);
	await expect(verdict).toHaveAttribute("data-verdict", "unanchored");
	await expect(first.getByTestId("receipts-chain")).toContainText("http://127.0.0.1:1/");
});

test("a client cancels a job that nobody has worked on, and gets everything back", async ({
	page,
	grid,
	api,
	client,
}) => {
	const before = await balanceOf(client, grid, client.account.address);
	const posted = await postJob(api, client, {
		...(await classifierWork(16)),
		policy,
		pricePerReplica,
	});
	const paid = pricePerReplica * 4n * 3n;
	expect(await balanceOf(client, grid, client.account.address)).toBe(before - paid);

	const wallet = await installTestWallet(page.context(), client);
	await page.goto(`/jobs/${posted.jobId}`);
	await connectTestWallet(page, client);
	await page.getByTestId("cancel-job").click();
	await page.getByTestId("confirm-cancel").click();
	await page.getByTestId("undo-cancel").click();
	await expect(page.getByTestId("cancel-job")).toBeEnabled();
	expect(wallet.asked).not.toContain("eth_signTypedData_v4");

	await page.getByTestId("cancel-job").click();
	await page.getByTestId("confirm-cancel").click();
	await expect(page.getByTestId("job-state")).toHaveAttribute("data-state", "cancelled");
	await expect(page.getByTestId("job-refunded")).toHaveAttribute("data-minor", String(paid));
	expect(await balanceOf(client, grid, client.account.address)).toBe(before);
});

test("the burner wallet connects without an extension, and the faucet fills it", async ({
	page,
	grid,
	client,
}) => {
	await page.goto("/earnings");
	await expect(page.getByTestId("totals-none")).toContainText("not computed anything yet");
	const wallet = await connectBurnerWallet(page);
	expect(await balanceOf(client, grid, wallet)).toBe(0n);
	await page.getByTestId("faucet").last().click();
	await expect(page.getByTestId("wallet-balance").last()).toContainText("1,000");
	expect(await balanceOf(client, grid, wallet)).toBe(1_000_000_000n);
	await page.reload();
	const account = page.getByTestId("rk-account-button").first();
	await expect(account).toHaveAttribute("aria-label", new RegExp(wallet, "i"));
});

test("without the operator, a client takes everything back: by notice, or after deadline and claim period", async ({
	page,
	grid,
	api,
	client,
}) => {
	const before = await balanceOf(client, grid, client.account.address);
	await installTestWallet(page.context(), client);
	const noticed = await openJob(page, api, client);
	const late = await page.context().newPage();
	const { spec } = await openJob(late, api, client);
	await grid.killMatcher();
	await expect(page.getByTestId("connection-line")).toHaveAttribute("data-kind", "reconnecting");

	await page.getByTestId("without-operator").click();
	await page.getByTestId("give-notice").click();
	await expect(page.getByTestId("way-out")).toHaveAttribute("data-way", "waitForNotice");
	await passTime(client, noticePeriodSeconds);
	await page.getByTestId("finish-cancel").click();
	await expect(page.getByTestId("way-out")).toBeHidden();
	const paid = pricePerReplica * 12n;
	expect(await balanceOf(client, grid, client.account.address)).toBe(before - paid);

	const { timestamp } = await client.reader.getBlock();
	await passTime(client, spec.deadline - Number(timestamp) + claimPeriodSeconds);
	await late.getByTestId("refund-job").click();
	await expect(late.getByTestId("way-out")).toBeHidden();
	expect(await balanceOf(client, grid, client.account.address)).toBe(before);

	await grid.restartMatcher();
	await expect(page.getByTestId("connection-line")).toBeHidden();
	await expect(page.getByTestId("job-state")).toHaveAttribute("data-state", "cancelled");
	await expect(late.getByTestId("job-state")).toHaveAttribute("data-state", "expired");
	expect((await api.job(noticed.jobId)).refunded).toBe(String(paid));
});

/** A paid job of four shards that nobody computes, and its page with the client's wallet connected. */
async function openJob(page: Page, api: MatcherApi, client: LocalWallet) {
	const posted = await postJob(api, client, {
		...(await classifierWork(16)),
		policy,
		pricePerReplica,
	});
	await page.goto(`/jobs/${posted.jobId}`);
	await connectTestWallet(page, client);
	await expect(page.getByTestId("job-state")).toHaveAttribute("data-state", "running");
	await expect(page.getByTestId("way-out")).toHaveAttribute("data-way", "giveNotice");
	return posted;
}

/** Lets the chain's clock run ahead by so many seconds, and a block stand there. */
async function passTime({ reader }: LocalWallet, seconds: number): Promise<void> {
	await reader.transport.request({ method: "evm_increaseTime", params: [seconds] });
	await reader.transport.request({ method: "evm_mine", params: [] });
}
