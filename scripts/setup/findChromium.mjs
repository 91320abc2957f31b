import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { SetupError } from "./setupError.mjs";

const commands = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/** Where installers put it on systems that have no such command on the PATH. */
const usualPlaces = [
	"/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
	"/Applications/Chromium.app/Contents/MacOS/Chromium",
	"C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
	"C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe",
];

/**
 * The program to use: CHROMIUM_PATH, Playwright's own, or an installed one; undefined without any.
 * @returns {Promise<string | undefined>}
 * @throws SetupError when CHROMIUM_PATH names no file.
 */
export async function findChromium() {
	const named = process.env.CHROMIUM_PATH;
	if (named && !existsSync(named)) {
		throw new SetupError(`CHROMIUM_PATH is ${named}, and there is no such file.`);
	}
	return named || (await playwrightChromium()) || systemChromium();
}

/** The browser that Playwright downloaded for itself, if it did and the system has its libraries. */
async function playwrightChromium() {
	const { chromium } = await import("playwright-core");
	const path = chromium.executablePath();
	if (!path || !existsSync(path)) return undefined;
	const starts =
		process.platform !== "linux" ||
		spawnSync(path, ["--version"], { stdio: "ignore" }).status === 0;
	return starts ? path : undefined;
}

function systemChromium() {
	const folders = (process.env.PATH ?? "").split(delimiter).filter(Boolean);
	const candidates = folders.flatMap((folder) => commands.map((command) => join(folder, command)));
	return [...candidates, ...usualPlaces].find((path) => existsSync(path));
}
