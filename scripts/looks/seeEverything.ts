import type { Browser, Page } from "playwright-core";
import { type Look, openContext, openPage } from "./openBrowser.ts";
import { pagesOf } from "./pages.ts";
import { makeRareJobs } from "./rareJobs.ts";
import type { Stage } from "./stage.ts";
import { statesOf } from "./states.ts";

/** A page, brought to where it is looked at. */
export interface Sight {
	/** Of the page or of its state. */
	readonly name: string;
	readonly look: Look;
	/** Whether it lies over a page, of which the rest doesn't matter. */
	readonly overlay: boolean;
	readonly page: Page;
}

/** Brings a browser to every page and every state of one, in each of the looks; closes it after `see`. */
export async function seeEverything(
	browser: Browser,
	stage: Stage,
	looks: readonly Look[],
	see: (sight: Sight) => Promise<void>,
): Promise<void> {
	const states = statesOf(await makeRareJobs(stage.grid));
	for (const look of looks) {
		const context = await openContext(browser, stage.webUrl, look);
		for (const { name, path } of pagesOf(stage)) {
			const page = await openPage(context, path);
			await see({ name, look, overlay: false, page });
			await page.close();
		}
		await context.close();
		for (const { name, path, overlay = false, bring } of states) {
			const visitor = await openContext(browser, stage.webUrl, look);
			const page = await openPage(visitor, path);
			await bring(page);
			await see({ name, look, overlay, page });
			await visitor.close();
		}
	}
}
