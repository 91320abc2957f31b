import { ProviderId, ProviderView } from "@tabgrid/protocol";
import { presetProvider } from "@tabgrid/scripts/browser";
import type { Browser, Page } from "playwright-core";
import type { Situation } from "./summariseHidden.ts";

/** A tab that provides, and another one to put before it. */
export class ProviderTab {
	readonly #page: Page;
	readonly #other: Page;
	readonly #statusUrl: string;

	private constructor(page: Page, other: Page, statusUrl: string) {
		this.#page = page;
		this.#other = other;
		this.#statusUrl = statusUrl;
	}

	/** Opens both, and waits until the provider works. */
	static async open(
		browser: Browser,
		{ webUrl, matcherUrl }: { readonly webUrl: string; readonly matcherUrl: string },
	): Promise<ProviderTab> {
		const [context] = browser.contexts();
		if (context === undefined) throw new Error("The browser has no window.");
		await presetProvider(context, { paused: false, intensity: 100, backend: "wasm" });
		const page = await context.newPage();
		await page.goto(webUrl);
		const dock = page.getByTestId("provider-dock");
		await page
			.locator('[data-testid="provider-dock"][data-phase="working"]')
			.waitFor({ timeout: 120_000 });
		const providerId = ProviderId.parse(await dock.getAttribute("data-provider-id"));
		await page.getByTestId("provider-expand").click();
		// A page's own timer, beside the provider's work: it shows what the browser does to the page.
		await page.evaluate(() => {
			setInterval(() => {
				document.body.dataset.ticks = String(Number(document.body.dataset.ticks ?? 0) + 1);
			}, 100);
		});
		const other = await context.newPage();
		return new ProviderTab(page, other, new URL(`/providers/${providerId}`, matcherUrl).href);
	}

	/** Brings the tab into a situation. @throws Error when the browser doesn't follow. */
	async become(situation: Situation): Promise<void> {
		await this.#page.bringToFront();
		const tone = this.#page.getByTestId("provider-tone");
		const wanted = situation === "hiddenWithTone";
		if ((await tone.isChecked()) !== wanted) await tone.click();
		const state = `[data-testid="provider-tone-state"][data-state="${wanted ? "playing" : "off"}"]`;
		await this.#page.locator(state).waitFor();
		if (situation !== "visible") await this.#other.bringToFront();
		const expected = situation === "visible" ? "visible" : "hidden";
		const found = await this.#page.evaluate(() => document.visibilityState);
		if (found !== expected) throw new Error(`The tab should be ${expected} and is ${found}.`);
	}

	/** Results that the matcher stored so far, and how often the page's timer fired. */
	async read(): Promise<{
		readonly submitted: number;
		readonly ticks: number;
		readonly at: number;
	}> {
		const ticks = await this.#page.evaluate(() => Number(document.body.dataset.ticks ?? 0));
		const response = await fetch(this.#statusUrl);
		const { replicas } = ProviderView.parse(await response.json());
		return { submitted: replicas.submitted, ticks, at: performance.now() };
	}
}
