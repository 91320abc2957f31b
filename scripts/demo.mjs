import "./setup/requireNode.mjs";
import { runCommand } from "./setup/runCommand.mjs";

runCommand({ script: "demo/main.ts", chromium: true, build: true });
