import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { chromiumArguments, presetProvider } from "../browser/index.ts";

export interface Look {
	readonly theme: "light" | "dark";
	/** CSS pixels. */
	readonly width: number;
}

const heights: Readonly<Record<number, number>> = { 390: 844, 1440: 900 };

export function openBrowser(extra: readonly string[] = []): Promise<Browser> {
	return chromium.launch({
		executablePath: process.env.CHROMIUM_PATH,
		args: [...chromiumArguments(), ...extra],
	});
}

/** A visitor who doesn't provide, with a screen of this width, in this theme. */
export async function openContext(
	browser: Browser,
	webUrl: string,
	{ theme, width }: Look,
): Promise<BrowserContext> {
	const context = await browser.newContext({
		baseURL: webUrl,
		colorScheme: theme,
		viewport: { width, height: heights[width] ?? 900 },
		reducedMotion: "reduce",
	});
	await presetProvider(context, { paused: true, intensity: 100, backend: "wasm" });
	return context;
}

/** Opens the page and waits until it shows what it has: nothing loads and nothing is a skeleton. */
export async function openPage(context: BrowserContext, path: string): Promise<Page> {
	const page = await context.newPage();
	await page.goto(path, { waitUntil: "load" });
	await page.locator("h1").first().waitFor();
	// The provider, which begins when the page rests, has said where it stands.
	const begun = `[data-testid="provider-dock"]:not([data-phase="starting"])`;
	await page.locator(begun).waitFor({ state: "attached" });
	await page.waitForFunction(() => document.querySelector('[aria-busy="true"]') === null);
	await page.evaluate(() => document.fonts.ready.then(() => undefined));
	return page;
}
