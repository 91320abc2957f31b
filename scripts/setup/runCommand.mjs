import { ensureInstalled } from "./install.mjs";
import { SetupError } from "./setupError.mjs";

/**
 * Gets everything ready that a command needs, then runs the command's TypeScript in this process.
 * @param {{ script: string, chromium?: boolean, build?: boolean }} command `script` lies under scripts/.
 */
export async function runCommand({ script, chromium = false, build = false }) {
	try {
		await ensureInstalled();
		if (chromium) await (await import("./chromium.mjs")).ensureChromium();
		if (build) await (await import("./build.mjs")).build();
	} catch (error) {
		if (!(error instanceof SetupError)) throw error;
		console.error(`\n${error.message}`);
		process.exit(1);
	}
	const { launch } = await import("@tabgrid/launch/launch");
	await launch(new URL(`../${script}`, import.meta.url));
}
