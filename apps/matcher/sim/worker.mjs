// A worker of the simulator: runs what it is sent, one run at a time, and answers with the counts.
import { parentPort } from "node:worker_threads";
import { register } from "tsx/esm/api";

register();
const { Run, runOnce } = await import("./run.ts");
parentPort?.on("message", (message) => {
	parentPort?.postMessage(runOnce(Run.parse(message)));
});
