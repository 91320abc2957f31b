import { parseOrThrow } from "@tabgrid/protocol";
import type { createComputeHost } from "./computeHost.ts";
import { type ComputeReply, ComputeRequest } from "./computeMessages.ts";
import { toTabgridError } from "./toTabgridError.ts";

type Host = ReturnType<typeof createComputeHost>;

/** The compute worker's end of the channel to the loop. */
export interface ComputeScope {
	onRequest(handle: (data: unknown) => void): void;
	post(message: ComputeReply, transfer: Transferable[]): void;
}

/**
 * Answers every request that arrives, one after the other, with the host; large bytes are transferred.
 * The host may be a promise: requests that come while the runtime still loads wait for it.
 */
export function serveCompute(scope: ComputeScope, host: Host | Promise<Host>): void {
	let last: Promise<void> = Promise.resolve();
	scope.onRequest((data) => {
		last = last.then(() => reply(data));
	});
	async function reply(data: unknown): Promise<void> {
		const id = requestId(data);
		try {
			const answer = await (await host)(parseOrThrow(ComputeRequest, data));
			const bytes =
				"output" in answer ? answer.output : "outputs" in answer ? answer.outputs : null;
			scope.post({ id, ok: true, answer }, bytes === null ? [] : [bytes.buffer]);
		} catch (cause) {
			scope.post({ id, ok: false, error: toTabgridError(cause, "MODEL_FAILED").toWire() }, []);
		}
	}
}

function requestId(data: unknown): number {
	return data instanceof Object && "id" in data && typeof data.id === "number" ? data.id : -1;
}
