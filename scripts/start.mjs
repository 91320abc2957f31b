import "./setup/requireNode.mjs";
import { runCommand } from "./setup/runCommand.mjs";

runCommand({ script: "people/start.ts", build: true });
