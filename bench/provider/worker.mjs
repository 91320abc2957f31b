// Brings the loader itself: a worker doesn't take over the one that its parent was started with.
import { workerData } from "node:worker_threads";
import { tsImport } from "tsx/esm/api";

await tsImport(workerData, import.meta.url);
