import type { SpawnCompute } from "../computeClient.ts";
import type { createComputeHost } from "../computeHost.ts";
import { serveCompute } from "../serveCompute.ts";

/**
 * A compute worker for tests in Node: the real host behind a real message channel, in this thread.
 * Terminating closes the channel, so that nothing it still does is heard, as with a real worker.
 */
export function spawnOnPort(makeHost: () => ReturnType<typeof createComputeHost>): SpawnCompute {
	return (on) => {
		const { port1, port2 } = new MessageChannel();
		serveCompute(
			{
				onRequest: (handle) => {
					port2.onmessage = (event) => handle(event.data);
				},
				post: (message, transfer) => port2.postMessage(message, transfer),
			},
			makeHost(),
		);
		port1.onmessage = (event) => on.message(event.data);
		return {
			post: (message, transfer) => port1.postMessage(message, transfer),
			terminate: () => port1.close(),
		};
	};
}
