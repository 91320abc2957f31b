import { Worker } from "node:worker_threads";

/** Starts a worker from a TypeScript source beside this file. */
export function startWorker(source: `./${string}.ts`): Worker {
	const loader = new URL("worker.mjs", import.meta.url);
	return new Worker(loader, { workerData: source, execArgv: [] });
}
