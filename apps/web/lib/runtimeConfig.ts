import { z } from "zod";

/** An http(s) URL without a trailing slash, so that paths can be put behind it. */
const BaseUrl = z
	.url({ protocol: /^https?$/, error: "must be an http or https URL" })
	.transform((value) => value.replace(/\/+$/, ""));

const Environment = z.object({
	TABGRID_MATCHER_URL: BaseUrl.default("http://127.0.0.1:4000"),
	TABGRID_RPC_URL: BaseUrl.default("http://127.0.0.1:8545"),
	TABGRID_CHAIN_ID: z.coerce.number().int().positive().default(31337),
	TABGRID_CHAIN_NAME: z.string().min(1).max(60).optional(),
	TABGRID_PROVIDE_ON_OPEN: z.enum(["on", "off"]).default("on"),
});

/**
 * What this deployment of the web app talks to. Read when the server runs, never when it is built,
 * so that one build serves any matcher and any chain.
 */
export interface RuntimeConfig {
	/** Where browsers reach the matcher: HTTP and socket.io. No trailing slash. */
	readonly matcherUrl: string;
	/** Where browsers reach the chain's JSON-RPC. */
	readonly rpcUrl: string;
	readonly chainId: number;
	readonly chainName: string;
	/** Whether an opened tab starts to provide by itself. */
	readonly provideOnOpen: boolean;
}

/**
 * The only reader of the web app's environment.
 * @throws Error naming each variable at fault.
 */
export function readRuntimeConfig(
	environment: Readonly<Record<string, string | undefined>> = process.env,
): RuntimeConfig {
	const filled = Object.fromEntries(
		Object.entries(environment).filter(([, value]) => value !== undefined && value !== ""),
	);
	const parsed = Environment.safeParse(filled);
	if (!parsed.success) {
		const faults = parsed.error.issues.map((issue) => `${issue.path.join(".")} ${issue.message}`);
		throw new Error(`The web app's environment is not usable: ${faults.join("; ")}.`);
	}
	const env = parsed.data;
	return {
		matcherUrl: env.TABGRID_MATCHER_URL,
		rpcUrl: env.TABGRID_RPC_URL,
		chainId: env.TABGRID_CHAIN_ID,
		chainName:
			env.TABGRID_CHAIN_NAME ??
			(env.TABGRID_CHAIN_ID === 31337 ? "Local devnet" : `Chain ${env.TABGRID_CHAIN_ID}`),
		provideOnOpen: env.TABGRID_PROVIDE_ON_OPEN === "on",
	};
}
