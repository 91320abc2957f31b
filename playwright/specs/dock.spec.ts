import type { Page } from "@playwright/test";
import { planMandelbrot } from "@tabgrid/kernels";
import { loadBuiltinModel } from "@tabgrid/kernels/node";
import type { MatcherApi, PostJobOptions, Wallet } from "@tabgrid/sdk";
import { postJob, waitForJob } from "@tabgrid/sdk";
import { classifierWork, ocrWork, pricePerReplica } from "../fixtures/jobs.ts";
import { expect, test } from "../fixtures/test.ts";

const dockOf = (page: Page) => page.getByTestId("provider-dock");
const ready = { timeout: 60_000 };

/** A job that one provider is enough for. */
async function post(
	api: MatcherApi,
	client: Wallet,
	work: Pick<PostJobOptions, "title" | "plan" | "model">,
) {
	const policy = { quorum: 1, maxReplicas: 1 };
	const { jobId } = await postJob(api, client, { ...work, policy, pricePerReplica });
	return jobId;
}
const settled = async (api: MatcherApi, jobId: Parameters<typeof waitForJob>[1]) =>
	expect((await waitForJob(api, jobId, { limitMs: 120_000 })).state).toBe("settled");

test("an open tab provides by itself, pauses when told, and remembers it; the next is the same provider and takes over", async ({
	openTab,
	api,
	client,
}) => {
	const first = await openTab();
	const dock = dockOf(first);
	await expect(dock).toHaveAttribute("data-phase", "idle", ready);
	const providerId = await dock.getAttribute("data-provider-id");

	await first.getByTestId("provider-pause").click();
	await expect(dock).toHaveAttribute("data-phase", "paused");
	await first.reload();
	await expect(dock).toHaveAttribute("data-phase", "paused");
	// What it earned in all is not known to a tab that has not connected.
	await first.getByTestId("provider-expand").click();
	await expect(first.getByTestId("provider-earned")).toHaveText("–");
	await first.getByTestId("provider-resume").click();
	await expect(first.getByTestId("provider-earned")).toContainText("0.00");
	await expect(dock).toHaveAttribute("data-phase", "idle", ready);
	await first.reload();
	await expect(dock).toHaveAttribute("data-phase", "idle", ready);

	const second = await first.context().newPage();
	await second.goto("/");
	const secondDock = dockOf(second);
	await expect(secondDock).toHaveAttribute("data-phase", "following");
	await expect(secondDock).toHaveAttribute("data-provider-id", providerId ?? "");

	await settled(api, await post(api, client, await classifierWork(16)));
	await expect(secondDock).toHaveAttribute("data-accepted", "4");
	await second.getByTestId("provider-expand").click();
	await second.getByTestId("provider-pause").click();
	await expect(dock).toHaveAttribute("data-phase", "paused");
	await second.getByTestId("provider-resume").click();
	await expect(dock).toHaveAttribute("data-phase", "idle", ready);

	await first.close();
	await expect(secondDock).toHaveAttribute("data-phase", "idle", ready);
	await expect(secondDock).toHaveAttribute("data-provider-id", providerId ?? "");
	await expect(second.getByTestId("provider-today")).toHaveText("4");
	await settled(api, await post(api, client, await classifierWork(16)));
	await expect(second.getByTestId("provider-today")).toHaveText("8");
});

test("a daily limit stops the work at exactly its number, over a reload; a kernel that is off waits until it is on", async ({
	openTab,
	api,
	client,
}) => {
	const page = await openTab();
	const dock = dockOf(page);
	await expect(dock).toHaveAttribute("data-phase", "idle", ready);
	await page.getByTestId("provider-expand").click();
	await page.getByTestId("provider-daily-limit").click();
	await page.getByTestId("provider-limit-unit").selectOption("shards");
	await page.getByTestId("provider-limit-amount").fill("3");
	await page.getByTestId("provider-limit-amount").press("Enter");
	await expect(page.getByTestId("provider-limit-so-far")).toHaveText("0 of 3 shards today");

	const jobId = await post(api, client, await classifierWork(4));
	await expect(dock).toHaveAttribute("data-hold", "daily-shards", ready);
	await expect(page.getByTestId("provider-limit-so-far")).toHaveText("3 of 3 shards today");
	await expect(page.getByTestId("provider-headline")).toHaveText(/today’s shards are done/);
	await page.reload();
	await expect(dock).toHaveAttribute("data-hold", "daily-shards", ready);

	await page.getByTestId("provider-expand").click();
	await page.getByTestId("provider-hold-way-out").click();
	await settled(api, jobId);

	await page.getByTestId("provider-kernel-onnx-batch").click();
	await expect(page.getByTestId("provider-kernel-onnx-batch")).not.toBeChecked();

	const declined = await post(api, client, await classifierWork(32));
	const params = { re: "-0.5", im: "0", span: 3, width: 64, height: 64, tile: 32, iterations: 64 };
	const model = await loadBuiltinModel("mandelbrot");
	await settled(
		api,
		await post(api, client, { title: "A fractal", plan: planMandelbrot(params), model }),
	);
	const { spec, shards } = await api.job(declined);
	expect(shards).toMatchObject({ pending: spec.shards, running: 0, verified: 0 });

	await page.getByTestId("provider-kernel-onnx-batch").click();
	await settled(api, declined);
});

test("a tab rests on battery, says so, and goes on when the computer charges; the donate view shows its work", async ({
	openTab,
	api,
	client,
}) => {
	const page = await openTab({ stopOnBattery: true }, (context) =>
		context.addInitScript(() => {
			// The machines that test have no battery: this one is unplugged.
			const battery = Object.assign(new EventTarget(), { charging: false });
			addEventListener("plug-in", () => {
				battery.charging = true;
				battery.dispatchEvent(new Event("chargingchange"));
			});
			Object.defineProperty(navigator, "getBattery", { value: async () => battery });
		}),
	);
	const dock = dockOf(page);
	await expect(dock).toHaveAttribute("data-hold", "battery", ready);
	await expect(page.getByTestId("provider-headline")).toHaveText("Paused: on battery");
	await page.evaluate(() => dispatchEvent(new Event("plug-in")));
	await expect(dock).toHaveAttribute("data-phase", "idle", ready);

	await page.getByTestId("provider-expand").click();
	await page.getByTestId("open-donate").click();
	const view = page.getByTestId("donate-view");
	await expect(view).toBeVisible();
	await expect(dock).toBeHidden();
	await expect(page.getByTestId("donate-today")).toHaveText("0");

	const work = await ocrWork(3);
	const jobId = await post(api, client, work);
	await expect(page.getByTestId("donate-work").getByRole("link")).toHaveAttribute(
		"href",
		`/jobs/${jobId}`,
		ready,
	);
	await expect(page.getByTestId("donate-work")).toContainText("ocr-lines, shard");
	await settled(api, jobId);
	await expect(page.getByTestId("donate-today")).toHaveText("3");
	await expect(page.getByTestId("donate-time")).not.toHaveText("0 ms");
	await expect(page.getByTestId("donate-earned").locator("[data-minor]")).toHaveAttribute(
		"data-minor",
		String(3n * pricePerReplica),
	);
});

/** Presses every notification that the service worker has shown, as far as a program can. */
const press = `(async () => {
	for (const notification of await self.registration.getNotifications())
		self.dispatchEvent(new NotificationEvent("notificationclick", { notification }));
})()`;

test("the site can be installed, a notification brings its open tab to a page, and offline it says so in its own words", async ({
	page,
	context,
}) => {
	await context.grantPermissions(["notifications"]);
	await page.goto("/");
	const manifest = await page.evaluate(async () => {
		const link = document.querySelector<HTMLLinkElement>('link[rel="manifest"]');
		return (await fetch(link?.href ?? "")).json();
	});
	expect(manifest).toMatchObject({ name: "Tabgrid", display: "standalone", start_url: "/" });
	for (const { src, type } of manifest.icons) {
		const icon = await page.request.get(src);
		expect(icon.headers()["content-type"]).toBe(type);
	}
	await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
	expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);

	await page.evaluate(async () => {
		Reflect.set(window, "stillTheSame", true);
		const worker = await navigator.serviceWorker.ready;
		await worker.showNotification("Your job is done", { data: { path: "/network" } });
	});
	const [worker] = context.serviceWorkers();
	await worker?.evaluate(press);
	await expect(page).toHaveURL(/\/network$/);
	expect(await page.evaluate(() => Reflect.get(window, "stillTheSame"))).toBe(true);

	await context.setOffline(true);
	await page.goto("/jobs");
	await expect(page.getByRole("heading")).toHaveText("Tabgrid can’t be reached");
	await expect(page.getByRole("main")).toHaveCSS("max-width", "416px");
	await expect(page.getByRole("button", { name: "Try now" })).toBeVisible();
	await context.setOffline(false); // it comes back by itself
	await expect(page.getByRole("heading", { level: 1 })).toHaveText("Jobs");
});
