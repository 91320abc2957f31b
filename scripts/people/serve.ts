import { join } from "node:path";
import colours from "picocolors";
import { FolderInUseError, type Grid, ServiceError, startGrid } from "../grid/index.ts";
import { stateFolder } from "../setup/paths.mjs";
import { onInterrupt } from "./onInterrupt.ts";

/** Where people's own grid is kept: it survives restarts. */
const dir = join(stateFolder, "grid");

/** Runs a grid for people until Ctrl-C; sets the exit code. */
export async function serve({ dev }: { readonly dev: boolean }): Promise<void> {
	console.log("• Starting chain, contracts, matcher and web app …");
	try {
		const grid = await startGrid({
			dir,
			dev,
			ports: { web: 3000, matcher: 4000, chain: 8545 },
			matcherEnv: { DATABASE_URL: process.env.DATABASE_URL ?? "" },
			onEvent: (sentence) => console.error(colours.yellow(sentence)),
		});
		onInterrupt(async () => {
			console.log("\n• Stopping …");
			await grid.stop();
		});
		console.log(welcome(grid, dev));
		const problem = await grid.stopped;
		if (problem === undefined) return;
		console.error(colours.red(problem));
	} catch (error) {
		if (!(error instanceof FolderInUseError || error instanceof ServiceError)) throw error;
		console.error(colours.red(error.message));
	}
	process.exitCode = 1;
}

function welcome(grid: Grid, dev: boolean): string {
	const step = (text: string) => `  ${colours.dim("›")} ${text}`;
	return [
		"",
		`Tabgrid runs at ${colours.bold(colours.cyan(grid.webUrl))}${dev ? " (reloading as you edit)" : ""}`,
		"",
		step(`Donate: open ${grid.webUrl} and leave the tab open; every open tab computes.`),
		step(`Submit: ${grid.webUrl}/jobs/new; connect the burner wallet and press the faucet button.`),
		step(`A shard needs two providers: open a second browser profile or another browser.`),
		"",
		colours.dim(`matcher ${grid.matcherUrl}   chain ${grid.rpcUrl} (${grid.chainId})`),
		colours.dim(`escrow  ${grid.escrow}   token ${grid.token}`),
		colours.dim(`state and logs: ${grid.dir}`),
		"",
		"Ctrl-C stops it; the state is kept.",
	].join("\n");
}
