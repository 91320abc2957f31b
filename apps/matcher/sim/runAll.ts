import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import { z } from "zod";
import type { Run } from "./run.ts";
import type { Counts } from "./tally.ts";

const Counted: z.ZodType<Counts> = z.object({
	runs: z.number(),
	verified: z.number(),
	executions: z.number(),
	wrong: z.number(),
	wrongSquares: z.number(),
	honestResults: z.number(),
	honestUnpaid: z.number(),
	paidWrong: z.number(),
	mostReplicas: z.number(),
	timeToIdeal: z.number(),
});

/**
 * Runs all of them, a few side by side, and reports each as it ends.
 * @throws whatever broke in a run.
 */
export async function runAll(
	runs: readonly Run[],
	onRun: (run: Run, counts: Counts) => void,
	workers = availableParallelism(),
): Promise<void> {
	const queue = [...runs];
	const work = () =>
		new Promise<void>((resolve, reject) => {
			const worker = new Worker(new URL("./worker.mjs", import.meta.url));
			let current: Run | undefined;
			const next = () => {
				current = queue.shift();
				if (current === undefined) {
					resolve(worker.terminate().then(() => undefined));
					return;
				}
				worker.postMessage(current);
			};
			worker.on("message", (message) => {
				if (current !== undefined) onRun(current, Counted.parse(message));
				next();
			});
			worker.once("error", reject);
			next();
		});
	await Promise.all(Array.from({ length: Math.min(workers, runs.length) }, work));
}
