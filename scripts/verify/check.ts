import { availableParallelism } from "node:os";
import { checkSteps } from "./checkSteps.ts";
import { totalLine } from "./report.ts";
import { runSteps } from "./runSteps.ts";

// Each is of one thread: as many as there are cores run side by side.
const results = await runSteps(checkSteps(), availableParallelism());
console.log(totalLine(results));
process.exitCode = results.some(({ failed }) => failed > 0) ? 1 : 0;
