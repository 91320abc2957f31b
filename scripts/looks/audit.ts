import { constants, setPriority } from "node:os";
import getPort from "get-port";
import { seriousFindings } from "./accessibility.ts";
import { favouringArguments, favourPages } from "./favourPage.ts";
import { type Category, leastPoints, runLighthouse } from "./lighthouse.ts";
import { describeMainThread, type MainThread } from "./mainThread.ts";
import { type Look, openBrowser } from "./openBrowser.ts";
import { pagesOf } from "./pages.ts";
import { seeEverything } from "./seeEverything.ts";
import { setStage } from "./stage.ts";

/** Axe looks at both themes, and at a phone's layout and a desk's. */
const looks: readonly Look[] = [
	{ theme: "light", width: 1440 },
	{ theme: "dark", width: 390 },
];
const categories: readonly Category[] = ["performance", "accessibility", "best-practices", "seo"];

const wantsJson = process.argv.includes("--json");
const say = (line: string) => void (wantsJson ? process.stderr : process.stdout).write(`${line}\n`);
const port = await getPort();
const browser = await openBrowser([`--remote-debugging-port=${port}`, ...favouringArguments]);
favourPages(port);
// The page is measured, not what serves and watches it.
setPriority(constants.priority.PRIORITY_LOW);
const stage = await setStage().catch(async (error: unknown) => {
	await browser.close();
	throw error;
});
const accessibility: { page: string; theme: string; width: number; findings: number }[] = [];
const lighthouse: ({ page: string; everyRun: readonly number[]; mainThread: MainThread } & Record<
	Category,
	number
>)[] = [];
let good = true;
try {
	// First: the jobs that the rare states need would keep the matcher at work beside the page.
	say("Lighthouse: phone, slow 4G and a four times slower CPU simulated; the middle of three runs");
	for (const { name, path } of pagesOf(stage).filter((page) =>
		["home", "job"].includes(page.name),
	)) {
		const result = await runLighthouse(`${stage.webUrl}${path}`, port);
		const { points, everyRun, mainThread, figures, busyWith, failed } = result;
		lighthouse.push({ page: name, ...points, everyRun, mainThread });
		const short = categories.filter((category) => points[category] < leastPoints[category]);
		good &&= short.length === 0;
		const scores = categories.map((category) => `${category} ${points[category]}`).join(", ");
		say(`  ${short.length === 0 ? "✓" : "✗"} ${name}: ${scores} (runs: ${everyRun.join(", ")})`);
		say(`      ${figures.join(", ")}`);
		say(`      busy with: ${busyWith.join(", ")}`);
		say(`      ${describeMainThread(mainThread)}`);
		if (short.length > 0) for (const words of failed) say(`      ${words}`);
	}
	say("axe: serious and critical findings");
	await seeEverything(browser, stage, looks, async ({ name, look, page }) => {
		const findings = await seriousFindings(page);
		accessibility.push({ page: name, ...look, findings: findings.length });
		good &&= findings.length === 0;
		say(`  ${findings.length === 0 ? "✓" : "✗"} ${name}, ${look.width} px, ${look.theme}`);
		for (const { rule, help, where } of findings)
			say(`      ${rule}: ${help}: ${where.join("; ")}`);
	});
} finally {
	await browser.close();
	await stage.close();
}
if (wantsJson) process.stdout.write(`${JSON.stringify({ accessibility, lighthouse, good })}\n`);
process.exitCode = good ? 0 : 1;
