import { Option } from "@commander-js/extra-typings";
import { Address, JobId } from "@tabgrid/protocol";
import { readEnvironment, type Settings } from "./environment.ts";
import { Output } from "./Output.ts";
import { UsageError } from "./UsageError.ts";

/** What every command gets beside its own options. */
export interface Context {
	readonly settings: Settings;
	readonly output: Output;
	/** Aborted by Ctrl-C and SIGTERM. */
	readonly signal: AbortSignal;
}

/** Options that commands share; the environment's variables stand in for them. */
export const shared = {
	matcher: () => new Option("--matcher <url>", "the matcher's address [TABGRID_MATCHER_URL]"),
	rpc: () => new Option("--rpc <url>", "the chain's JSON-RPC endpoint [TABGRID_RPC_URL]"),
	keyFile: () =>
		new Option("--key-file <file>", "file with the wallet's private key [TABGRID_KEY_FILE]"),
	json: () => new Option("--json", "print JSON on standard output"),
};

interface SharedOptions {
	readonly matcher?: string | undefined;
	readonly rpc?: string | undefined;
	readonly keyFile?: string | undefined;
	readonly json?: true | undefined;
}

/** The settings that the environment and the options make together. */
export function contextOf(options: SharedOptions, signal: AbortSignal): Context {
	const { matcher, rpc, keyFile } = options;
	const settings = readEnvironment({
		...process.env,
		...(matcher === undefined ? {} : { TABGRID_MATCHER_URL: matcher }),
		...(rpc === undefined ? {} : { TABGRID_RPC_URL: rpc }),
		...(keyFile === undefined ? {} : { TABGRID_KEY_FILE: keyFile }),
	});
	return { settings, output: new Output(options.json === true), signal };
}

/** A job's id from the command line. @throws UsageError */
export function readJobId(text: string) {
	const parsed = JobId.safeParse(text.toLowerCase());
	if (parsed.success) return parsed.data;
	throw new UsageError(`"${text}" is no job id: 0x and 64 hex digits.`);
}

/** An address from the command line, in lower case. @throws UsageError */
export function readAddress(text: string): Address {
	const parsed = Address.safeParse(text);
	if (parsed.success) return parsed.data;
	throw new UsageError(`"${text}" is no address: 0x and 40 hex digits.`);
}

/** A whole number from the command line. @throws UsageError */
export function whole(name: string, least: number, most: number) {
	return (text: string): number => {
		const value = Number(text);
		if (Number.isInteger(value) && value >= least && value <= most) return value;
		throw new UsageError(`${name} is a whole number from ${least} to ${most}, not "${text}".`);
	};
}
