import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { launcher } from "@tabgrid/launch";
import { z } from "zod";
import { fullLoad, type LoadOptions, withFleet } from "./measure.ts";

const script = fileURLToPath(new URL("echoServer.ts", import.meta.url));
const Started = z.object({ url: z.string() });

/** Replicas a second that a bare socket.io server answers, with the same clients and messages. */
export async function measureEcho(options: LoadOptions): Promise<number> {
	const child = fork(launcher, [script]);
	try {
		const { url } = await new Promise<z.infer<typeof Started>>((resolve, reject) => {
			child.once("message", (message) => resolve(Started.parse(message)));
			child.once("exit", () => reject(new Error("The echo server could not be started.")));
		});
		return await withFleet(url, options, async (fleet) => {
			const { perSecond } = await fullLoad(fleet, options);
			return perSecond;
		});
	} finally {
		child.kill("SIGKILL");
	}
}
