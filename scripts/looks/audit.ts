import { constants, setPriority } from "node:os";
import getPort from "get-port";
import { seriousFindings } from "./accessibility.ts";
import { favouringArguments, favourPages } from "./favourPage.ts";
import { type Category, leastPoints, runLighthouse, type Throttling } from "./lighthouse.ts";
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

/**
 * A page that is slowed down is what counts: a reckoning from a run at full speed takes for the page's own
 * work whatever else two cores do in those tenths of a second, which is mostly the browser watching it.
 */
const waysToSlowDown: readonly { throttling: Throttling; counts: boolean; words: string }[] = [
	{
		throttling: "devtools",
		counts: true,
		words:
			"Lighthouse: phone, slowed down to slow 4G and a four times slower processor; middle of three",
	},
	{
		throttling: "simulate",
		counts: false,
		words:
			"Lighthouse: the same reckoned from runs at full speed, which tells of this machine as well",
	},
];

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
const lighthouse: (Record<Category, number> & {
	page: string;
	throttling: Throttling;
	everyRun: readonly number[];
	mainThread: MainThread;
})[] = [];
let good = true;
try {
	// First: the jobs that the rare states need would keep the matcher at work beside the page.
	const measured = pagesOf(stage).filter((page) => ["home", "job"].includes(page.name));
	for (const { throttling, counts, words } of waysToSlowDown) {
		say(words);
		for (const { name, path } of measured) {
			const result = await runLighthouse(`${stage.webUrl}${path}`, port, throttling);
			const { points, everyRun, mainThread, figures, busyWith, failed } = result;
			lighthouse.push({ page: name, throttling, ...points, everyRun, mainThread });
			const short = categories.filter((category) => points[category] < leastPoints[category]);
			if (counts) good &&= short.length === 0;
			const mark = short.length === 0 ? "✓" : counts ? "✗" : "·";
			const scores = categories.map((category) => `${category} ${points[category]}`).join(", ");
			say(`  ${mark} ${name}: ${scores} (runs: ${everyRun.join(", ")})`);
			say(`      ${figures.join(", ")}`);
			say(`      busy with: ${busyWith.join(", ")}`);
			say(`      ${describeMainThread(mainThread)}`);
			if (short.length > 0) for (const sentence of failed) say(`      ${sentence}`);
		}
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
