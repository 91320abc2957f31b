import type { Page } from "@playwright/test";
import { type JobView, ProviderId } from "@tabgrid/protocol";
import { makeLiar, makeSleeper, turn } from "@tabgrid/scripts/browser";
import { postJob, waitForJob } from "@tabgrid/sdk";
import { classifierWork, fractalWork, pricePerReplica } from "../fixtures/jobs.ts";
import { expectQuorums, replicasOf } from "../fixtures/replicas.ts";
import { expect, test } from "../fixtures/test.ts";

test.use({
	gridName: "lying-provider",
	// Nothing to wait for: the tabs that could check are all here.
	matcherEnv: { TRUST_PATIENCE_MS: "2000" },
});

test("a provider that alters its results is outvoted, unpaid, and spoils nothing", async ({
	api,
	client,
	openTab,
}) => {
	const liar = await openTab({}, makeLiar);
	const posted = await postJob(api, client, {
		...(await classifierWork(8)),
		policy: { quorum: 2, maxReplicas: 4 },
		pricePerReplica,
	});
	// The liar is alone at first, so that it certainly takes part.
	await waitForJob(
		api,
		posted.jobId,
		{ limitMs: 60_000 },
		({ replicas }) => replicas.submitted > 0,
	);
	await openTab();
	await openTab();
	const job = await waitForJob(api, posted.jobId, { limitMs: 120_000 });

	expect(job.state).toBe("settled");
	expect(job.shards.verified).toBe(job.shardTotal);
	const replicas = await replicasOf(api, job);
	const disagreed = replicas.filter(({ state }) => state === "disagreed");
	const liars = new Set(disagreed.map(({ providerId }) => providerId));
	expect(liars.size).toBe(1);
	const lies = replicas.filter(({ providerId }) => liars.has(providerId));
	expect(lies.filter(({ state }) => state === "agreed")).toEqual([]);
	await expectQuorums(api, job);
	await liar.getByTestId("provider-expand").click();
	await expect(liar.getByTestId("provider-disputed")).toHaveText(/^[1-9]/);
	await expect(liar.getByTestId("provider-earned")).toContainText("0.00");
});

test("a sleeper among five tabs is caught, looked back at, repaired and unpaid, beside a liar", async ({
	api,
	client,
	openTab,
	page,
}) => {
	const work = await fractalWork();
	const policy = { quorum: 2, maxReplicas: 6, trust: "balanced" } as const;
	const post = () => postJob(api, client, { ...work, policy, pricePerReplica });
	const ended = ({ jobId }: { jobId: JobView["jobId"] }) =>
		waitForJob(api, jobId, { limitMs: 120_000 });

	// All are new, so everything is computed twice or more: that makes a record.
	const learning = await post();
	const liar = await openTab({}, makeLiar);
	const sleeper = await openTab({}, makeSleeper);
	const honest = [await openTab(), await openTab(), await openTab()];
	const learned = await ended(learning);
	expect(learned).toMatchObject({ state: "settled", shards: { verified: learned.shardTotal } });
	const sleeperId = await providerOf(sleeper);
	let before = await api.provider(sleeperId);
	// Five tabs share a job as they come: where the sleeper came late, its part was too small for a record.
	for (let more = 0; more < 3 && !before.trust.established; more++) {
		await ended(await post());
		before = await api.provider(sleeperId);
	}
	expect(before.trust).toMatchObject({ established: true, suspended: null });
	expect(BigInt(before.earned)).toBeGreaterThan(0n);

	// It turns, and is alone with a job at first: its word counts, so its lies stand for now.
	for (const tab of honest) await tab.getByTestId("provider-pause").click();
	await turn(sleeper);
	const posted = await post();
	await page.goto(`/jobs/${posted.jobId}`);
	await expect(page.getByTestId("looked-back")).toHaveText("0");
	await waitForJob(api, posted.jobId, { limitMs: 60_000 }, ({ shards }) => shards.verified > 5);
	await sleeper.getByTestId("provider-pause").click();
	for (const tab of honest) await tab.getByTestId("provider-resume").click();

	const job = await ended(posted);
	expect(job).toMatchObject({ state: "settled", shards: { verified: job.shardTotal } });
	expect(job.trust?.lookedBack).toBeGreaterThan(4);
	await expect(page.getByTestId("looking-back")).toBeVisible();
	await expect(page.getByTestId("looked-back")).toHaveText(String(job.trust?.lookedBack));
	await expect(page.getByTestId("job-check").first()).toBeVisible();

	// The result is the honest one, and nobody was paid for another.
	expect(job.artifact?.digest).toBe(learned.artifact?.digest);
	const lies = (await replicasOf(api, job)).filter(({ providerId }) => providerId === sleeperId);
	expect(lies.length).toBeGreaterThan(5);
	expect(lies.filter(({ state }) => state === "agreed")).toEqual([]);
	const caught = await api.provider(sleeperId);
	expect(caught).toMatchObject({ earned: before.earned, pending: "0" });
	expect(caught.trust).toMatchObject({ established: false, suspended: { reason: "wrong" } });
	expect(await api.provider(await providerOf(liar))).toMatchObject({ earned: "0", pending: "0" });

	// Both values of a lie stand side by side, and the receipts hold their lots.
	await page.getByTestId("job-check").and(page.locator('[data-outcome="refuted"]')).first().click();
	const canonical = await page.getByTestId("difference-canonical").first().textContent();
	await expect(page.getByTestId("difference-theirs").first()).not.toHaveText(canonical ?? "");
	await page.goto(`/receipts/${job.jobId}`);
	await expect(page.getByTestId("receipts-verdict")).toHaveAttribute("data-verdict", "good");
	await expect(page.getByTestId("receipts-audit")).toHaveAttribute("data-wrong", "false");
	await sleeper.getByTestId("provider-expand").click();
	await expect(sleeper.getByTestId("trust-suspended")).toBeVisible();
});

async function providerOf(tab: Page): Promise<ProviderId> {
	const dock = tab.getByTestId("provider-dock");
	return ProviderId.parse(await dock.getAttribute("data-provider-id"));
}
