import "./setup/requireNode.mjs";
import { runCommand } from "./setup/runCommand.mjs";

runCommand({ script: "looks/audit.ts", chromium: true, build: true });
