import { Worker } from "node:worker_threads";

/** Starts a worker that brings its own loader, whichever way this process got one. */
export function startWorker(script: URL): Worker {
	return new Worker(script, { execArgv: [] });
}
