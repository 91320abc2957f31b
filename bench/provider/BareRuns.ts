import { once } from "node:events";
import { z } from "zod";
import { startWorker } from "./startWorker.ts";

/** Times bare session.run of a model in a worker that does nothing else. */
export class BareRuns {
	readonly #worker = startWorker(new URL("./bareWorker.mjs", import.meta.url));

	/** How long each input took in ms; the session is made once and isn't counted. */
	async times(
		model: Uint8Array<ArrayBuffer>,
		inputs: readonly Uint8Array<ArrayBuffer>[],
	): Promise<number[]> {
		const answer = once(this.#worker, "message");
		this.#worker.postMessage({ model, inputs });
		const [times]: unknown[] = await answer;
		return z.array(z.number()).parse(times);
	}

	async close(): Promise<void> {
		await this.#worker.terminate();
	}
}
