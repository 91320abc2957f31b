import { parseOrThrow } from "@tabgrid/protocol";
import type { createComputeHost } from "./computeHost.ts";
import { type ComputeReply, ComputeRequest } from "./computeMessages.ts";
import { toTabgridError } from "./toTabgridError.ts";

/** The end of a channel that the compute worker listens on: its global scope, or a port. */
export interface ComputeScope {
	onmessage: ((event: MessageEvent) => void) | null;
	postMessage(message: unknown, transfer: Transferable[]): void;
}

/** Answers every request that arrives, one after the other, with the host; large bytes are transferred. */
export function serveCompute(
	scope: ComputeScope,
	host: ReturnType<typeof createComputeHost>,
): void {
	let last: Promise<void> = Promise.resolve();
	scope.onmessage = (event) => {
		last = last.then(() => reply(event.data));
	};
	async function reply(data: unknown): Promise<void> {
		const id = requestId(data);
		try {
			const answer = await host(parseOrThrow(ComputeRequest, data));
			const bytes =
				"output" in answer ? answer.output : "outputs" in answer ? answer.outputs : null;
			post({ id, ok: true, answer }, bytes === null ? [] : [bytes.buffer]);
		} catch (cause) {
			post({ id, ok: false, error: toTabgridError(cause, "MODEL_FAILED").toWire() }, []);
		}
	}
	const post = (message: ComputeReply, transfer: Transferable[]) =>
		scope.postMessage(message, transfer);
}

function requestId(data: unknown): number {
	return data instanceof Object && "id" in data && typeof data.id === "number" ? data.id : -1;
}
