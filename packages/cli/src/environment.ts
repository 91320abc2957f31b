import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { z } from "zod";
import { UsageError } from "./UsageError.ts";

const url = z.url({ protocol: /^https?$/, error: "is no http or https address" });

/** Every environment variable that `tabgrid` reads; documented in `.env.example`. */
const Environment = z.object({
	TABGRID_MATCHER_URL: url.default("http://127.0.0.1:4000"),
	TABGRID_RPC_URL: url.default("http://127.0.0.1:8545"),
	TABGRID_KEY: z
		.string()
		.regex(/^0x[0-9a-fA-F]{64}$/, "is no private key: 0x and 64 hex digits")
		.transform((value) => value as `0x${string}`)
		.optional(),
	TABGRID_KEY_FILE: z.string().optional(),
	TABGRID_HOME: z.string().optional(),
});

/** The names of all variables that are read. */
export const environmentVariables: readonly string[] = Object.keys(Environment.shape);

/** The environment's part of the settings; options of the command line come before it. */
export interface Settings {
	readonly matcherUrl: string;
	readonly rpcUrl: string;
	readonly key: `0x${string}` | undefined;
	readonly keyFile: string | undefined;
	/** Where the session key, models and unfinished submissions are kept. */
	readonly home: string;
}

/**
 * Reads and checks the environment; the only place that does. Empty variables count as unset.
 * @throws UsageError naming each variable at fault, never a key's value.
 */
export function readEnvironment(environment: NodeJS.ProcessEnv): Settings {
	const set = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ""));
	const parsed = Environment.safeParse(set);
	if (!parsed.success)
		throw new UsageError(
			parsed.error.issues.map(({ path, message }) => `${path.join(".")} ${message}.`).join("\n"),
		);
	const env = parsed.data;
	return {
		matcherUrl: env.TABGRID_MATCHER_URL,
		rpcUrl: env.TABGRID_RPC_URL,
		key: env.TABGRID_KEY,
		keyFile: env.TABGRID_KEY_FILE,
		home: resolve(env.TABGRID_HOME ?? join(homedir(), ".tabgrid")),
	};
}
