import type { Address } from "@tabgrid/protocol";
import { type Browser, chromium, type Page } from "playwright-core";
import {
	chromiumArguments,
	linkBurnerWallet,
	type ProvideChoices,
	presetProvider,
} from "../browser/index.ts";

/** A provider tab, and its burner wallet that is linked to its session key. */
export interface ProviderTab {
	readonly page: Page;
	readonly wallet: Address;
}

/** Provider tabs, each in a browser context of its own: own session key, own wallet. */
export interface ProviderTabs {
	readonly tabs: readonly ProviderTab[];
	close(): Promise<void>;
}

export interface OpenProvidersOptions {
	readonly webUrl: string;
	readonly count: number;
	readonly backend: ProvideChoices["backend"];
	/** Hears when a tab is ready. */
	readonly onReady: (count: number) => void;
}

/** How long a page may take for one thing, in ms: a machine that calibrates many tabs is busy. */
const patience = 180_000;

/** Opens the tabs in a headless browser and links a burner wallet to each by the page's controls. */
export async function openProviders(options: OpenProvidersOptions): Promise<ProviderTabs> {
	const browser = await chromium.launch({
		executablePath: process.env.CHROMIUM_PATH,
		args: chromiumArguments(),
		handleSIGINT: false,
		handleSIGTERM: false,
		handleSIGHUP: false,
	});
	try {
		const tabs: ProviderTab[] = [];
		for (let index = 0; index < options.count; index++) {
			tabs.push(await openProvider(browser, options));
			options.onReady(tabs.length);
		}
		return { tabs, close: () => browser.close() };
	} catch (error) {
		await browser.close();
		throw error;
	}
}

async function openProvider(
	browser: Browser,
	{ webUrl, backend }: OpenProvidersOptions,
): Promise<ProviderTab> {
	const context = await browser.newContext({ baseURL: webUrl });
	await presetProvider(context, { paused: false, intensity: 100, backend });
	context.setDefaultTimeout(patience);
	const page = await context.newPage();
	return { page, wallet: await linkBurnerWallet(page) };
}
