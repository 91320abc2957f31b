import { spawn } from "node:child_process";
import { createWriteStream, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { logFolder, root } from "./paths.mjs";
import { say } from "./say.mjs";
import { SetupError } from "./setupError.mjs";

/** Nobody's command is reported to anybody. */
export const quietEnvironment = {
	NEXT_TELEMETRY_DISABLED: "1",
	TURBO_TELEMETRY_DISABLED: "1",
	DO_NOT_TRACK: "1",
};

/** How often a long tool's elapsed time is shown, in ms. */
const heartbeat = 15_000;
/** Lines of a failed tool's output that are shown. */
const shownLines = 40;

/**
 * Runs a tool with its output in a log file, saying what it does and for how long.
 * @param {{ title: string, log: string, command: string, args: string[], env?: Record<string, string> }} tool
 * @returns {Promise<void>}
 * @throws SetupError with the end of the output when the tool fails.
 */
export async function runTool({ title, log, command, args, env = {} }) {
	mkdirSync(logFolder, { recursive: true });
	const file = join(logFolder, `${log}.log`);
	const output = createWriteStream(file);
	const started = Date.now();
	const seconds = () => Math.round((Date.now() - started) / 1000);
	say(`• ${title} …`);
	const timer = setInterval(() => say(`  … ${title}: ${seconds()} s`), heartbeat);
	const code = await new Promise((resolve) => {
		const child = spawn(command, args, {
			cwd: root,
			env: { ...process.env, ...quietEnvironment, ...env },
			stdio: ["ignore", "pipe", "pipe"],
			shell: process.platform === "win32",
		});
		child.stdout.on("data", (chunk) => output.write(chunk));
		child.stderr.on("data", (chunk) => output.write(chunk));
		child.on("error", (error) => {
			output.write(`${error.message}\n`);
			resolve(-1);
		});
		child.on("close", (status) => resolve(status ?? -1));
	});
	clearInterval(timer);
	await new Promise((resolve) => output.end(resolve));
	if (code !== 0) {
		const tail = readFileSync(file, "utf8").trimEnd().split("\n").slice(-shownLines).join("\n");
		throw new SetupError(`${title} failed (exit code ${code}):\n${tail}\n\nAll of it: ${file}`);
	}
	say(`✓ ${title} (${seconds()} s)`);
}
