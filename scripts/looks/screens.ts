import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { type Look, openBrowser, openContext, openPage } from "./openBrowser.ts";
import { pagesOf } from "./pages.ts";
import { setStage } from "./stage.ts";

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
	for (const look of looks) {
		const context = await openContext(browser, stage.webUrl, look);
		for (const { name, path } of pagesOf(stage)) {
			const page = await openPage(context, path);
			const file = join(folder, `${name}-${look.width}-${look.theme}.png`);
			await page.screenshot({ path: file, fullPage: true });
			await page.close();
			console.log(file);
		}
		await context.close();
	}
} finally {
	await browser.close();
	await stage.close();
}
