import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { findChromium } from "@tabgrid/scripts/browser";
import { type Browser, chromium } from "playwright-core";
import { UsageError } from "../options.ts";

/**
 * Pages lose their timers this long after they were hidden, in seconds, instead of after five minutes.
 * (Chrome for Developers, "Heavy throttling of chained JS timers beginning in Chrome 88", names the
 * feature and its parameter for trying it.)
 */
const graceSeconds = 10;

/** A Chromium with a window, whose hidden tabs are treated as a person's are. */
export interface HeadedBrowser {
	readonly browser: Browser;
	stop(): Promise<void>;
}

/**
 * Starts it on a display, with none of the switches and emulations that tests use to keep hidden pages
 * awake: Playwright's own launch makes each page believe that it has the focus.
 */
export async function startHeadedBrowser(display: string, profile: string): Promise<HeadedBrowser> {
	const program = await findChromium();
	if (program === undefined) throw new UsageError("This bench needs an installed Chromium.");
	const child = spawn(
		program,
		[
			`--user-data-dir=${profile}`,
			"--remote-debugging-port=0",
			`--enable-features=IntensiveWakeUpThrottling:grace_period_seconds/${graceSeconds}`,
			"--no-first-run",
			"--no-default-browser-check",
			"--disable-background-networking",
			"--disable-component-update",
			"--disable-sync",
			"--disable-quic",
			"--window-size=1200,760",
			...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
			"about:blank",
		],
		{ env: { ...process.env, DISPLAY: display }, stdio: ["ignore", "ignore", "pipe"] },
	);
	const exited = once(child, "exit");
	const abandon = () => child.kill("SIGKILL");
	process.once("exit", abandon);
	const address = await addressOf(child.stderr);
	const browser = await chromium.connectOverCDP(address, { noDefaults: true });
	return {
		browser,
		async stop() {
			await browser.close().catch(() => {}); // it may be gone already
			child.kill("SIGTERM");
			await exited;
			process.off("exit", abandon);
		},
	};
}

/** Where its developer tools listen, as it says on standard error; the rest of what it says is dropped. */
async function addressOf(output: NodeJS.ReadableStream): Promise<string> {
	const lines = createInterface({ input: output });
	const address = await new Promise<string | undefined>((resolve) => {
		lines.on("line", (line) => {
			const [, found] = /^DevTools listening on (ws:\S+)/.exec(line) ?? [];
			if (found !== undefined) resolve(found);
		});
		lines.on("close", () => resolve(undefined));
	});
	if (address === undefined) throw new Error("Chromium could not be started with a window.");
	return address;
}
