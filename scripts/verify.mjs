import "./setup/requireNode.mjs";
import { UsageError } from "./demo/options.mjs";
import { help, readOptions } from "./receipts/options.mjs";
import { runCommand } from "./setup/runCommand.mjs";

try {
	if (readOptions(process.argv.slice(2)).help) {
		console.log(help);
		process.exit(0);
	}
} catch (error) {
	if (!(error instanceof UsageError)) throw error;
	console.error(`${error.message}\n\n${help}`);
	process.exit(2);
}
runCommand({ script: "receipts/main.ts" });
