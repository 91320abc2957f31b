import { parentPort } from "node:worker_threads";
import { checkModel } from "@tabgrid/kernels";
import { TabgridError } from "@tabgrid/protocol";
import type { Verdict } from "./Verdict.ts";

/** The thread's inside: bytes come in, a verdict goes out, one at a time. */
parentPort?.on("message", (bytes: unknown) => {
	parentPort?.postMessage(judge(bytes));
});

function judge(bytes: unknown): Verdict {
	try {
		if (!(bytes instanceof Uint8Array)) throw new TypeError("The thread was sent no bytes.");
		checkModel(bytes);
		return { error: null };
	} catch (error) {
		if (error instanceof TabgridError) return { error: error.toWire() };
		throw error;
	}
}
