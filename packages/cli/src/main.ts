import { CommanderError } from "@commander-js/extra-typings";
import { type ErrorCode, TabgridError } from "@tabgrid/protocol";
import { exitCodes } from "./exitCodes.ts";
import { makeProgram } from "./program.ts";
import { UsageError } from "./UsageError.ts";

/** What an interrupted command says that has nothing more to say. */
const goOn = "Interrupted. The same command again goes on where it stopped.";

/** Said when an interrupted command goes on for this long, in ms: a replica, a transaction. */
const patience = "Finishing what was begun; Ctrl-C again ends at once.";
const patienceMs = 700;

/** Runs `tabgrid` with these arguments and ends the process with its exit code. */
export async function main(argv: readonly string[]): Promise<void> {
	const interrupted = new AbortController();
	for (const name of ["SIGINT", "SIGTERM"] as const)
		process.on(name, () => {
			// The second time the person means it.
			if (interrupted.signal.aborted) process.exit(exitCodes.interrupted);
			interrupted.abort(new TabgridError("STOPPED", goOn));
			setTimeout(() => process.stderr.write(`\n${patience}\n`), patienceMs).unref();
		});
	// `tabgrid … | head`: whoever read has gone.
	process.stdout.on("error", () => process.exit(exitCodes.failed));
	try {
		const program = makeProgram(interrupted.signal);
		await program.parseAsync([...argv]);
	} catch (error) {
		process.exitCode = report(error, interrupted.signal, argv.includes("--json"));
	}
	process.exit();
}

/** Says what went wrong; answers the exit code. */
function report(error: unknown, signal: AbortSignal, json: boolean): number {
	// commander has said it itself; asking for help or the version is no failure.
	if (error instanceof CommanderError) {
		if (error.exitCode === 0) return 0;
		const message = error.message.replace(/^error: /, "");
		if (json) process.stdout.write(`${JSON.stringify({ error: { code: "USAGE", message } })}\n`);
		return exitCodes.usage;
	}
	const { code, message, exit } = explain(error, signal);
	if (json) process.stdout.write(`${JSON.stringify({ error: { code, message } })}\n`);
	process.stderr.write(`tabgrid: ${code}: ${message}\n`);
	return exit;
}

/** Codes that end otherwise than as refused or failed. */
const exitOf: Partial<Record<ErrorCode, number>> = {
	UNAVAILABLE: exitCodes.unreachable,
	WRONG_MATCHER: exitCodes.usage,
};

function explain(error: unknown, signal: AbortSignal) {
	if (signal.aborted) {
		const stopped = error instanceof TabgridError && error.code === "STOPPED";
		const message = stopped ? error.message : goOn;
		return { code: "STOPPED", message, exit: exitCodes.interrupted };
	}
	if (error instanceof UsageError)
		return { code: "USAGE", message: error.message, exit: exitCodes.usage };
	if (error instanceof TabgridError) {
		const { code, message } = error;
		return {
			code,
			message,
			exit: exitOf[code] ?? exitCodes.failed,
		};
	}
	const message = error instanceof Error ? error.message : String(error);
	return { code: "INTERNAL", message, exit: exitCodes.failed };
}
