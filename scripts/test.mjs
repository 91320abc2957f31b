import "./setup/requireNode.mjs";
import { runCommand } from "./setup/runCommand.mjs";

runCommand({ script: "verify/test.ts", chromium: true });
