import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { type Look, openBrowser } from "./openBrowser.ts";
import { seeEverything } from "./seeEverything.ts";
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
	await seeEverything(browser, stage, looks, async ({ name, look, overlay, page }) => {
		const file = join(folder, `${name}-${look.width}-${look.theme}.png`);
		await page.screenshot({ path: file, fullPage: !overlay });
		console.log(file);
	});
} finally {
	await browser.close();
	await stage.close();
}
