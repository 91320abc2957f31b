import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { findChromium } from "./findChromium.mjs";
import { root } from "./paths.mjs";
import { runTool } from "./runTool.mjs";
import { SetupError } from "./setupError.mjs";

/**
 * Finds a Chromium, installs one where there is none, and leaves its path in CHROMIUM_PATH for this
 * process and its children. Needs the packages to be installed.
 * @returns {Promise<string>}
 * @throws SetupError saying what to do when there is none and none can be installed.
 */
export async function ensureChromium() {
	const path = (await findChromium()) ?? (await installChromium());
	process.env.CHROMIUM_PATH = path;
	return path;
}

async function installChromium() {
	const failures = [];
	for (const install of [downloadByPlaywright, installByApt]) {
		try {
			await install();
			const path = await findChromium();
			if (path) return path;
		} catch (error) {
			failures.push(error instanceof Error ? error.message : String(error));
		}
	}
	throw new SetupError(
		`Tabgrid needs Chromium or Chrome and found none. Install one, or set CHROMIUM_PATH to its program, and run the command again.\n\n${failures.join("\n\n")}`,
	);
}

async function downloadByPlaywright() {
	await runTool({
		title: "Downloading Chromium (playwright install chromium)",
		log: "chromium-download",
		command: process.execPath,
		args: [join(root, "node_modules", "playwright-core", "cli.js"), "install", "chromium"],
	});
}

async function installByApt() {
	const [command, ...before] = aptGet();
	await runTool({
		title: "Reading the system's package lists (apt-get update)",
		log: "chromium-update",
		command,
		args: [...before, "update"],
	});
	await runTool({
		title: "Installing Chromium (apt-get install chromium)",
		log: "chromium-install",
		command,
		args: [...before, "install", "-y", "--no-install-recommends", "chromium"],
		env: { DEBIAN_FRONTEND: "noninteractive" },
	});
}

/**
 * The command line that begins an apt-get with the right to install.
 * @returns {[string, ...string[]]}
 */
function aptGet() {
	if (!works("apt-get", "--version")) throw new SetupError("This system has no apt-get either.");
	if (process.getuid?.() === 0) return ["apt-get"];
	if (works("sudo", "-n", "true")) return ["sudo", "-n", "apt-get"];
	throw new SetupError(
		"apt-get could install it, but only for root: sudo apt-get install chromium",
	);
}

/**
 * @param {string} command
 * @param {string[]} args
 */
function works(command, ...args) {
	return spawnSync(command, args, { stdio: "ignore" }).status === 0;
}
