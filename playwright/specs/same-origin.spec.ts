import { postJob, waitForJob } from "@tabgrid/sdk";
import { classifierWork, pricePerReplica } from "../fixtures/jobs.ts";
import { expect, test } from "../fixtures/test.ts";
import { watchContext } from "../fixtures/watchPage.ts";

test("no page asks a foreign origin for anything, breaks the security policy, or throws", async ({
	api,
	client,
	openTab,
}) => {
	const posted = await postJob(api, client, {
		...(await classifierWork(16)),
		policy: { quorum: 2, maxReplicas: 3 },
		pricePerReplica,
	});
	await openTab();
	let problems: Awaited<ReturnType<typeof watchContext>> | undefined;
	// On WebGPU where there is any: every part of the runner is loaded.
	const page = await openTab({ backend: "webgpu" }, async (context) => {
		problems = await watchContext(context);
	});
	await waitForJob(api, posted.jobId, { limitMs: 120_000 });

	for (const path of ["/", "/jobs", `/jobs/${posted.jobId}`, "/jobs/new", "/earnings"]) {
		await page.goto(path);
		await expect(page.locator("main")).toBeVisible();
		await expect(page.getByTestId("provider-dock")).toHaveAttribute("data-phase", "idle", {
			timeout: 60_000,
		});
	}
	await page.getByTestId("provider-expand").click();
	await expect(page.getByTestId("provider-panel")).toBeVisible();
	await page.getByTestId("rk-connect-button").first().click();
	await expect(page.getByTestId("rk-wallet-option-burner")).toBeVisible();
	expect(problems).toEqual({ foreign: [], violations: [], errors: [] });

	// A page that tries is stopped by the policy, and this test would have seen it.
	await page.evaluate(() => fetch("https://elsewhere.invalid/").catch(() => undefined));
	await expect.poll(() => problems?.violations.length).toBeGreaterThan(0);
});
