import type { Page } from "playwright-core";
import { z } from "zod";

/** When the provider's dock came to a phase, epoch ms. */
export type DockPhases = Readonly<Record<string, number>>;

const attribute = "data-bench-phases";

/** Has a page note when its provider's dock comes to each phase. Call it before the page is opened. */
export async function watchDockPhases(page: Page): Promise<void> {
	// No function of its own in here: the loader would give it a name by a helper that pages don't have.
	await page.addInitScript((name) => {
		const phases: Record<string, number> = {};
		new MutationObserver(() => {
			const dock = document.querySelector('[data-testid="provider-dock"]');
			const phase = dock?.getAttribute("data-phase");
			if (!phase || phase in phases) return;
			phases[phase] = Date.now();
			document.documentElement.setAttribute(name, JSON.stringify(phases));
		}).observe(document, { subtree: true, childList: true, attributeFilter: ["data-phase"] });
	}, attribute);
}

export async function readDockPhases(page: Page): Promise<DockPhases> {
	const text = await page.locator("html").getAttribute(attribute);
	return z.record(z.string(), z.number()).parse(JSON.parse(text ?? "{}"));
}
