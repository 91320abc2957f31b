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

	// An id that can't be one is answered in its group's frame, and an unknown address in the root's.
	for (const path of ["/jobs/banana", "/kernels/banana", "/there-is-no-such-page"]) {
		expect((await page.goto(path))?.status()).toBe(404);
		await expect(page).toHaveTitle(/^There is nothing at this address/);
		await expect(page.getByRole("banner")).toHaveCount(1);
	}
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

test("what a page waits for before it is alive holds no schemas, sockets or wallets: they come after it", async ({
	api,
	client,
	page,
}) => {
	const { jobId } = await postJob(api, client, {
		...(await classifierWork(16)),
		policy: { quorum: 2, maxReplicas: 3 },
		pricePerReplica,
	});
	/** A piece of text of each library that no build leaves out. */
	const libraries = {
		zod: "._zod",
		sockets: "reconnect_attempt",
		wallets: "eip6963:requestProvider",
	};
	const holds = (scripts: readonly string[]) =>
		Object.entries(libraries).flatMap(([name, text]) =>
			scripts.some((script) => script.includes(text)) ? name : [],
		);
	for (const path of ["/", `/jobs/${jobId}`]) {
		const html = await (await page.request.get(path)).text();
		const names = new Set(html.match(/static\/chunks\/[\w~.-]+\.js/g));
		expect(names.size).toBeGreaterThan(5);
		const first = await Promise.all(
			[...names].map(async (name) => (await page.request.get(`/_next/${name}`)).text()),
		);
		expect(holds(first)).toEqual([]);
	}

	const later: Promise<string>[] = [];
	page.on("response", (response) => {
		if (response.url().includes("/_next/static/chunks/")) later.push(response.text());
	});
	await page.goto("/");
	await expect(page.getByTestId("provider-dock")).toHaveAttribute("data-phase", "paused");
	await page.getByTestId("rk-connect-button").click();
	await expect.poll(async () => holds(await Promise.all(later))).toEqual(Object.keys(libraries));
});
