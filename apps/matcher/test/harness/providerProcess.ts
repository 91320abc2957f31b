import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { launcher } from "@tabgrid/launch";
import { ProviderId } from "@tabgrid/protocol";
import { z } from "zod";

const script = fileURLToPath(new URL("./runProvider.ts", import.meta.url));
const packageRoot = fileURLToPath(new URL("../..", import.meta.url));

/** Starts the real provider as a process; its clock is off by `clockOffMs`. */
export async function startProviderProcess(matcherUrl: string, { clockOffMs = 0 } = {}) {
	const child = spawn(process.execPath, [launcher, script, matcherUrl, String(clockOffMs)], {
		cwd: packageRoot,
		stdio: ["ignore", "pipe", "inherit"],
	});
	const exited = once(child, "exit");
	const abandon = () => child.kill("SIGKILL");
	process.once("exit", abandon);
	void exited.then(() => process.off("exit", abandon));
	const [line] = await once(createInterface({ input: child.stdout }), "line");
	const { providerId } = z.object({ providerId: ProviderId }).parse(JSON.parse(String(line)));
	return {
		providerId,
		async end() {
			child.kill("SIGTERM");
			await exited;
		},
	};
}
