import { Command, type CommandUnknownOpts } from "@commander-js/extra-typings";
import { cancelCommand } from "./commands/cancel.ts";
import { convertCommand } from "./commands/convert.ts";
import { downloadCommand } from "./commands/download.ts";
import { faucetCommand } from "./commands/faucet.ts";
import { jobsCommand } from "./commands/jobs.ts";
import { kernelsCommand } from "./commands/kernels.ts";
import { provideCommand } from "./commands/provide.ts";
import { redeemCommand } from "./commands/redeem.ts";
import { resultsCommand } from "./commands/results.ts";
import { stakeCommand } from "./commands/stake.ts";
import { statusCommand } from "./commands/status.ts";
import { submitCommand } from "./commands/submit.ts";
import { verifyCommand } from "./commands/verify.ts";
import { exitCodesHelp } from "./exitCodes.ts";

export const environmentHelp = `
Environment:
  TABGRID_MATCHER_URL  the matcher's address [http://127.0.0.1:4000]
  TABGRID_RPC_URL      the chain's JSON-RPC endpoint [http://127.0.0.1:8545]
  TABGRID_KEY          the wallet's private key
  TABGRID_KEY_FILE     or a file that holds it, readable by its owner only
  TABGRID_HOME         where session key, models and unfinished submissions are kept [~/.tabgrid]`;

/** All of `tabgrid`. @param signal aborted when the person wants it to end. */
export function makeProgram(signal: AbortSignal) {
	const program = new Command("tabgrid")
		.description("Post jobs to a Tabgrid, follow and fetch them, or compute for others.")
		.version("0.1.0")
		.addHelpText("after", `${environmentHelp}\n${exitCodesHelp}`)
		.addCommand(submitCommand(signal))
		.addCommand(kernelsCommand())
		.addCommand(convertCommand(signal))
		.addCommand(statusCommand(signal))
		.addCommand(resultsCommand(signal))
		.addCommand(downloadCommand(signal))
		.addCommand(cancelCommand(signal))
		.addCommand(verifyCommand(signal))
		.addCommand(redeemCommand(signal))
		.addCommand(jobsCommand(signal))
		.addCommand(faucetCommand(signal))
		.addCommand(provideCommand(signal))
		.addCommand(stakeCommand(signal));
	throwUsage(program, "tabgrid");
	return program;
}

/**
 * Lets a command and those below it throw what is wrong with a command line, instead of ending the
 * process with another exit code: commander passes that on only to commands that it makes itself.
 */
function throwUsage(command: CommandUnknownOpts, name: string): void {
	command.exitOverride().showHelpAfterError(`(${name} --help tells more)`);
	for (const below of command.commands) throwUsage(below, `${name} ${below.name()}`);
}
