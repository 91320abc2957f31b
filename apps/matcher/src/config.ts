import { resolve } from "node:path";
import { isDevnet } from "@tabgrid/contracts";
import { Address, AmountText } from "@tabgrid/protocol";
import { z } from "zod";
import { failingRules } from "./core/failingJob.ts";
import { leaseRules } from "./core/leaseDuration.ts";
import { longestBurnDelayMs } from "./core/trust/stakes.ts";

const flag = z.enum(["true", "false"]).transform((value) => value === "true");
const whole = (fallback: number, max = Number.MAX_SAFE_INTEGER) =>
	z.coerce.number().int().min(0).max(max).default(fallback);

/** Every environment variable that the matcher reads; documented in `.env.example`. */
const Environment = z.object({
	HOST: z.string().min(1).default("127.0.0.1"),
	PORT: whole(4000, 65_535),
	READY_FILE: z.string().min(1).optional(),
	DATA_DIR: z.string().min(1).default(".tabgrid/matcher"),
	DATABASE_URL: z
		.string()
		.regex(/^postgres(ql)?:\/\//, "must begin with postgres:// or postgresql://")
		.optional(),
	RPC_URL: z.url({ protocol: /^https?$/, error: "must be an http or https URL" }),
	CHAIN_ID: z.coerce.number().int().positive(),
	CONTRACT_ADDRESS: Address,
	STAKES_ADDRESS: Address.optional(),
	START_BLOCK: z.coerce.bigint().nonnegative().default(0n),
	CONFIRMATIONS: z.coerce.number().int().min(0).max(1_000).optional(),
	CHAIN_POLL_MS: whole(500).pipe(z.number().min(50)),
	OPERATOR_KEY: z
		.string()
		.regex(/^0x[0-9a-fA-F]{64}$/, "must be a private key: 0x and 64 hex digits")
		.transform((value) => value as `0x${string}`),
	MIN_PRICE_PER_REPLICA: AmountText.default("1"),
	MIN_DEADLINE_SECONDS: whole(300),
	FAUCET: flag.optional(),
	RELAY_REDEMPTIONS: flag.optional(),
	RELAY_GAS_PER_DAY: whole(20_000_000),
	CORS_ORIGINS: z
		.string()
		.default("*")
		.transform((text) => text.split(",").map((origin) => origin.trim().replace(/\/$/, "")))
		.pipe(
			z.array(
				z.union([z.literal("*"), z.url({ protocol: /^https?$/ })], {
					error: "must be * or origins such as https://grid.example, separated by commas",
				}),
			),
		),
	TRUST_PROXY: flag.default(false),
	LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
	DISCONNECT_GRACE_MS: whole(5_000, 600_000),
	MIN_LEASE_MS: whole(leaseRules.floorMs, leaseRules.ceilingMs).pipe(z.number().min(100)),
	TRUST_MATURITY_MS: z.coerce.number().int().min(0).max(86_400_000).optional(),
	TRUST_PATIENCE_MS: whole(60_000, 86_400_000),
	TRUST_PRIVATE_BLOCKS: flag.default(false),
	STAKE_BURN_DELAY_MS: whole(longestBurnDelayMs, longestBurnDelayMs),
	FAILING_JOB_NETWORKS: z.coerce.number().int().min(1).max(100).optional(),
	HTTP_REQUESTS_PER_MINUTE: whole(12_000).pipe(z.number().min(1)),
	UPLOAD_MIB_PER_HOUR: whole(4_096).pipe(z.number().min(1)),
	SOCKET_MESSAGES_PER_SECOND: whole(100).pipe(z.number().min(1)),
	SOCKETS_PER_ADDRESS: whole(256).pipe(z.number().min(1)),
	TABS_PER_PROVIDER: whole(64).pipe(z.number().min(1)),
	FAUCET_PER_HOUR: whole(100).pipe(z.number().min(1)),
	RELAYS_PER_HOUR: whole(60).pipe(z.number().min(1)),
});

/** The names of all variables that are read. */
export const environmentVariables: readonly string[] = Object.keys(Environment.shape);

/** The matcher's settings, checked and complete. Amounts in minor units, times in ms unless named. */
export interface Config {
	readonly host: string;
	/** 0 takes a free port. */
	readonly port: number;
	readonly readyFile: string | undefined;
	readonly dataDir: string;
	/** Postgres; PGlite in `dataDir` where undefined. */
	readonly databaseUrl: string | undefined;
	readonly chain: {
		readonly rpcUrl: string;
		readonly chainId: number;
		readonly escrow: Address;
		/** The ProviderStakes contract; stakes are not taken where undefined. */
		readonly stakes: Address | undefined;
		readonly startBlock: bigint;
		/** Blocks on top of an event before it counts. */
		readonly confirmations: number;
		readonly pollMs: number;
		readonly operatorKey: `0x${string}`;
		readonly devnet: boolean;
	};
	readonly minPricePerReplica: bigint;
	readonly minDeadlineSeconds: number;
	readonly faucet: boolean;
	/** Paying the gas of providers' redemptions. */
	readonly relay: { readonly enabled: boolean; readonly gasPerDay: number };
	readonly corsOrigins: readonly string[];
	/** Whether the first address of X-Forwarded-For is the client's. */
	readonly trustProxy: boolean;
	readonly logLevel: z.infer<typeof Environment>["LOG_LEVEL"];
	readonly disconnectGraceMs: number;
	/** The shortest lease. */
	readonly minLeaseMs: number;
	/** Distinct networks whose providers must have failed before a job is stopped (core/failingJob). */
	readonly failingJobNetworks: number;
	readonly trust: {
		/** How long results that stand alone mature before their job settles; the policy's where undefined. */
		readonly maturityMs: number | undefined;
		/** How long a job's last checks wait for somebody who may make them. */
		readonly patienceMs: number;
		/** Whether loopback and private addresses are blocks of one origin as others are. */
		readonly privateBlocks: boolean;
		/** How long after a job's settlement stakes are burned for its lies. */
		readonly burnDelayMs: number;
	};
	readonly rates: {
		readonly httpPerMinute: number;
		readonly uploadBytesPerHour: number;
		readonly socketMessagesPerSecond: number;
		readonly socketsPerAddress: number;
		readonly tabsPerProvider: number;
		readonly faucetPerHour: number;
		/** Redemption requests of an address, and relayed transactions for a wallet. */
		readonly relaysPerHour: number;
	};
}

/** The environment is wrong; `message` names every variable at fault, one a line. */
export class ConfigError extends Error {
	override readonly name = "ConfigError";
}

/**
 * Reads and checks the environment; the only place that does. Empty variables count as unset.
 * @throws ConfigError naming every variable that is missing or wrong.
 */
export function readConfig(environment: NodeJS.ProcessEnv): Config {
	const set = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ""));
	const parsed = Environment.safeParse(set);
	if (!parsed.success) throw new ConfigError(describe(parsed.error, set));
	const env = parsed.data;
	const devnet = isDevnet(env.CHAIN_ID);
	if (env.FAUCET === true && !devnet)
		throw new ConfigError(
			`FAUCET: a faucet exists on a local devnet only (chain 31337 or 1337), not on chain ${env.CHAIN_ID}.`,
		);
	return {
		host: env.HOST,
		port: env.PORT,
		readyFile: env.READY_FILE,
		dataDir: resolve(env.DATA_DIR),
		databaseUrl: env.DATABASE_URL,
		chain: {
			rpcUrl: env.RPC_URL,
			chainId: env.CHAIN_ID,
			escrow: env.CONTRACT_ADDRESS,
			stakes: env.STAKES_ADDRESS,
			startBlock: env.START_BLOCK,
			confirmations: env.CONFIRMATIONS ?? (devnet ? 0 : 3),
			pollMs: env.CHAIN_POLL_MS,
			operatorKey: env.OPERATOR_KEY,
			devnet,
		},
		minPricePerReplica: BigInt(env.MIN_PRICE_PER_REPLICA),
		minDeadlineSeconds: env.MIN_DEADLINE_SECONDS,
		faucet: env.FAUCET ?? devnet,
		relay: { enabled: env.RELAY_REDEMPTIONS ?? devnet, gasPerDay: env.RELAY_GAS_PER_DAY },
		corsOrigins: env.CORS_ORIGINS,
		trustProxy: env.TRUST_PROXY,
		logLevel: env.LOG_LEVEL,
		disconnectGraceMs: env.DISCONNECT_GRACE_MS,
		minLeaseMs: env.MIN_LEASE_MS,
		// On a devnet all tabs are on one machine.
		failingJobNetworks: env.FAILING_JOB_NETWORKS ?? (devnet ? 1 : failingRules.networks),
		trust: {
			maturityMs: env.TRUST_MATURITY_MS,
			patienceMs: env.TRUST_PATIENCE_MS,
			privateBlocks: env.TRUST_PRIVATE_BLOCKS,
			burnDelayMs: env.STAKE_BURN_DELAY_MS,
		},
		rates: {
			httpPerMinute: env.HTTP_REQUESTS_PER_MINUTE,
			uploadBytesPerHour: env.UPLOAD_MIB_PER_HOUR * 1024 * 1024,
			socketMessagesPerSecond: env.SOCKET_MESSAGES_PER_SECOND,
			socketsPerAddress: env.SOCKETS_PER_ADDRESS,
			tabsPerProvider: env.TABS_PER_PROVIDER,
			faucetPerHour: env.FAUCET_PER_HOUR,
			relaysPerHour: env.RELAYS_PER_HOUR,
		},
	};
}

function describe(error: z.ZodError, set: Record<string, string | undefined>): string {
	const lines = error.issues.map((issue) => {
		const name = String(issue.path[0] ?? "environment");
		return `${name}: ${set[name] === undefined ? "is required and not set" : issue.message}`;
	});
	return ["The matcher's configuration is wrong:", ...new Set(lines)].join("\n  ");
}
