import { rename, writeFile } from "node:fs/promises";
import { TabgridError } from "@tabgrid/protocol";
import { ConfigError, readConfig } from "./config.ts";
import { createLogger, type Logger } from "./log.ts";
import { type RunningMatcher, startMatcher } from "./Matcher.ts";

/** How long a shutdown may take before the process ends anyway; nothing acknowledged is lost then. */
const shutdownMs = 15_000;

async function main(): Promise<void> {
	const config = readConfig(process.env);
	const log = createLogger(config.logLevel);
	const matcher = await startMatcher(config, log).catch((error: unknown) => {
		// A sentence for who started it; the log has the rest.
		log.fatal({ err: error }, error instanceof Error ? error.message : "The matcher can't start.");
		process.exit(1);
	});
	endOnSignal(matcher, log);
	const { port, url } = matcher;
	log.info({ ready: true, port, url, chainId: config.chain.chainId }, "The matcher is ready.");
	if (config.readyFile !== undefined) await announceReady(config.readyFile, { port, url });
}

function endOnSignal(matcher: RunningMatcher, log: Logger): void {
	let ending = false;
	const end = (signal: string) => {
		if (ending) return;
		ending = true;
		log.info({ signal }, "Shutting down.");
		setTimeout(() => {
			log.error("The shutdown took too long.");
			process.exit(1);
		}, shutdownMs).unref();
		matcher.close().then(
			() => process.exit(0),
			(err: unknown) => {
				log.error({ err }, "The shutdown failed.");
				process.exit(1);
			},
		);
	};
	process.on("SIGTERM", end);
	process.on("SIGINT", end);
}

/** Writes where the matcher serves, whole or not at all. */
async function announceReady(file: string, facts: { port: number; url: string }): Promise<void> {
	await writeFile(`${file}.new`, JSON.stringify(facts));
	await rename(`${file}.new`, file);
}

try {
	await main();
} catch (error) {
	const known = error instanceof ConfigError || error instanceof TabgridError;
	console.error(known ? error.message : error);
	process.exitCode = 1;
}
