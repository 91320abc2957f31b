// A worker of the simulator: runs what it is sent, one run at a time, and answers with the counts.
import { parentPort } from "node:worker_threads";
import { launch } from "@tabgrid/launch/launch";

const { Run, runOnce } = await launch(new URL("./run.ts", import.meta.url));
parentPort?.on("message", (message) => {
	parentPort?.postMessage(runOnce(Run.parse(message)));
});
