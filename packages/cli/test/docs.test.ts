import { readFile } from "node:fs/promises";
import { stripVTControlCharacters } from "node:util";
import type { CommandUnknownOpts } from "@commander-js/extra-typings";
import { kernels } from "@tabgrid/kernels";
import { expect, it } from "vitest";
import { environmentVariables, readEnvironment } from "../src/environment.ts";
import { exitCodesHelp } from "../src/exitCodes.ts";
import { kernelText } from "../src/kernelText.ts";
import { environmentHelp, makeProgram } from "../src/program.ts";

const intro = `# tabgrid

The command line of Tabgrid: post jobs, follow and fetch them, cash vouchers in, and compute for others on a machine without a screen. In a clone it runs as \`npx tabgrid\`, after \`npm ci\`.

\`\`\`sh
export TABGRID_KEY_FILE=~/.tabgrid/wallet.key   # 64 hex digits; chmod 600
npx tabgrid faucet                              # play money, on a devnet
npx tabgrid kernels mandelbrot                  # its parameters
npx tabgrid submit ocr-lines 'examples/ocr-page/lines/*.png' -o page.json
npx tabgrid results JOB --follow                # each shard's output as it is verified
npx tabgrid provide --wallet                    # on another machine: compute, and be paid
npx tabgrid redeem
npx tabgrid stake add 1                         # be checked less often, with something to lose
\`\`\`

A key never stands on a command line, where others could read it. \`submit\` says what a job costs and asks before it pays; interrupted, the same command goes on where it stopped and pays once. With \`--json\` standard output carries one JSON value a line and nothing else; an error is \`{"error": {"code", "message"}}\`.

\`results\` fetches a job's verified outputs while it runs, shard by shard: as \`.npz\` files beside an index, \`results.jsonl\`, by which the next run knows what is there, or with \`--json\` as lines of tensors. A shard whose result was decided anew comes again; one that is verified no longer comes with a null digest, and its file is removed. Until a job with a trust policy settles, only its client reads them ([why](trust.md#in-the-matcher)): the command signs for that with the wallet's key, which costs nothing.

\`provide\` computes on WebGPU by Dawn where the optional package \`webgpu\` finds an adapter (a Vulkan, Metal or Direct3D driver), else on the CPU, and says which. SIGTERM and Ctrl-C let it finish what it computes, give its other leases back, and end with 0; a second Ctrl-C ends it at once, as it does every command.

\`stake\` puts tokens at stake for the provider of this machine (its session key in \`TABGRID_HOME\`), or for another that \`--provider\` names. A stake covers jobs that pay up to a hundredth of it a replica and end within five days: there a provider that has earned trust is checked up to a third less often. It buys nothing else, no work and no weight of its word. Each result that is found wrong burns 100 prices of a replica; the rest comes back by \`stake notice\`, seven days, and \`stake withdraw\`, and can be burned until then ([why a hundred, and what is never burned for](trust.md#stakes)).

This page is written by a test from what \`--help\` prints: \`npm test -w @tabgrid/cli -- docs -u\` after a change.
`;

/** What `--help` prints of a command, in a width that doesn't depend on a terminal. */
function helpOf(command: CommandUnknownOpts): string {
	return command
		.configureOutput({ getOutHelpWidth: () => 96, getOutHasColors: () => false })
		.helpInformation()
		.trim();
}

/** A command's sections, its own commands' after it. */
function sectionsOf(command: CommandUnknownOpts, parent = "tabgrid"): string[] {
	const name = `${parent} ${command.name()}`;
	return [
		`## ${name}\n\n\`\`\`\n${helpOf(command)}\n\`\`\`\n`,
		...command.commands.flatMap((one) => sectionsOf(one, name)),
	];
}

it("docs/cli.md shows every command as --help does", async () => {
	const program = makeProgram(new AbortController().signal);
	const sections = program.commands.flatMap((command) => sectionsOf(command));
	const common = `## Environment and exit codes\n\n\`\`\`\n${`${environmentHelp}\n${exitCodesHelp}`.trim()}\n\`\`\`\n`;
	const catalogue = `## Kernels and their parameters\n\n\`\`\`\n${stripVTControlCharacters(kernels.map(kernelText).join("\n\n"))}\n\`\`\`\n`;
	const page = [intro, ...sections, catalogue, common].join("\n");
	await expect(page).toMatchFileSnapshot("../../../docs/cli.md");
});

it("every variable is in .env.example, with the default that holds, and in --help", async () => {
	const text = await readFile(new URL("../../../.env.example", import.meta.url), "utf8");
	const shown = Object.fromEntries(
		[...text.matchAll(/^(TABGRID_[A-Z_]+)=(.*)$/gm)].map(([, name = "", value = ""]) => [
			name,
			value,
		]),
	);
	expect(Object.keys(shown).toSorted()).toEqual(environmentVariables.toSorted());
	expect(readEnvironment(shown)).toEqual(readEnvironment({}));
	for (const name of environmentVariables) expect(environmentHelp).toContain(name);
});

it("a wrong variable is named, and a key's value never is", () => {
	const secret = `0x${"7".repeat(63)}`;
	const read = () => readEnvironment({ TABGRID_KEY: secret, TABGRID_RPC_URL: "ftp://x" });
	expect(read).toThrow(/TABGRID_RPC_URL is no http.*\nTABGRID_KEY is no private key/);
	expect(read).not.toThrow(new RegExp(secret));
});
