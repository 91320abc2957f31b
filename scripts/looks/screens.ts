import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Page } from "playwright-core";
import { type Look, openBrowser, openContext, openPage } from "./openBrowser.ts";
import { pagesOf } from "./pages.ts";
import { makeRareJobs } from "./rareJobs.ts";
import { setStage } from "./stage.ts";
import { statesOf } from "./states.ts";

const looks: readonly Look[] = [
	{ theme: "light", width: 1440 },
	{ theme: "dark", width: 1440 },
	{ theme: "light", width: 390 },
	{ theme: "dark", width: 390 },
];

const folder = resolve(process.argv[2] ?? ".tabgrid/screens");
mkdirSync(folder, { recursive: true });
const stage = await setStage();
const browser = await openBrowser();
try {
	const states = statesOf(await makeRareJobs(stage.grid));
	for (const look of looks) {
		const context = await openContext(browser, stage.webUrl, look);
		const shoot = async (page: Page, name: string, fullPage: boolean) => {
			const file = join(folder, `${name}-${look.width}-${look.theme}.png`);
			await page.screenshot({ path: file, fullPage });
			await page.close();
			console.log(file);
		};
		for (const { name, path } of pagesOf(stage))
			await shoot(await openPage(context, path), name, true);
		await context.close();
		for (const { name, path, overlay = false, bring } of states) {
			const visitor = await openContext(browser, stage.webUrl, look);
			const page = await openPage(visitor, path);
			await bring(page);
			await shoot(page, name, !overlay);
			await visitor.close();
		}
	}
} finally {
	await browser.close();
	await stage.close();
}
