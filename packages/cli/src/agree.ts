import { createInterface } from "node:readline/promises";
import { TabgridError } from "@tabgrid/protocol";
import type { Context } from "./context.ts";
import { UsageError } from "./UsageError.ts";

/**
 * Asks for a yes before money moves, unless `--yes` was given.
 * @param question what the person is asked, such as "Pay?".
 * @param refused what is true after a no.
 * @throws TabgridError STOPPED when the person refuses; UsageError where nobody can be asked.
 */
export async function agree(
	{ signal }: Pick<Context, "signal">,
	question: string,
	refused: string,
	yes: boolean,
): Promise<void> {
	if (yes) return;
	if (process.stdin.isTTY !== true)
		throw new UsageError("Nobody is here to be asked: add --yes to agree.");
	const asking = createInterface({ input: process.stdin, output: process.stderr });
	// Before a question Ctrl-C is a key, not yet a signal.
	asking.once("SIGINT", () => process.emit("SIGINT"));
	try {
		const answer = await asking.question(`${question} [y/N] `, { signal }).catch(() => {
			process.stderr.write("\n");
			return undefined; // Ctrl-C, or Ctrl-D
		});
		if (signal.aborted) throw new TabgridError("STOPPED", `Interrupted. ${refused}`);
		if (!/^y(es)?$/i.test(answer?.trim() ?? "")) throw new TabgridError("STOPPED", refused);
	} finally {
		asking.close();
	}
}
