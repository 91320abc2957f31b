import "./setup/requireNode.mjs";
import { runCommand } from "./setup/runCommand.mjs";

runCommand({ script: "../apps/matcher/sim/main.ts" });
