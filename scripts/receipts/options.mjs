import { parseArgs } from "node:util";
import { UsageError } from "../demo/options.mjs";

/** @typedef {{ file: string, rpc: string | undefined, matcher: string | undefined, outputs: boolean, rerun: number, confidence: number, json: boolean, help: boolean }} VerifyOptions */

export const help = `npm run verify -- FILE [options]

Checks a receipts file (.jsonl or .jsonl.gz, from a job's receipts page) on this computer. Without
options nothing leaves it: signatures, verdicts, payments, counts and the Merkle root are checked.

  --rpc URL          also compare root and money with the chain, by this JSON-RPC endpoint
  --matcher URL      where inputs, outputs and the model can be fetched (each is checked by its digest);
                     the receipts' inputs are then held against the job's manifest too
  --outputs          fetch every output and measure the distances again (wants --matcher)
  --rerun N          compute N random shards again here, on WebAssembly, and compare (wants --matcher)
  --confidence C     for the bound that the re-run shards give, above 0 and below 1 [0.95]
  --json             print the report as one JSON object
  --help             this text

Exit code: 0 all is right, 1 something is wrong, 2 the check could not be made.`;

/**
 * Reads the command line.
 * @param {string[]} args
 * @returns {VerifyOptions}
 * @throws UsageError
 */
export function readOptions(args) {
	const { values, positionals } = parse(args);
	const [file = "", ...more] = positionals;
	if (!values.help && file === "") throw new UsageError("Which file? Name one.");
	if (more.length > 0) throw new UsageError("One file at a time.");
	const rerun = Number(values.rerun);
	if (!Number.isInteger(rerun) || rerun < 0)
		throw new UsageError(`--rerun is a number of shards, not "${values.rerun}".`);
	const confidence = Number(values.confidence);
	if (!(confidence > 0 && confidence < 1))
		throw new UsageError(`--confidence lies between 0 and 1, not at "${values.confidence}".`);
	if ((rerun > 0 || values.outputs) && values.matcher === undefined)
		throw new UsageError("--rerun and --outputs need --matcher URL to fetch from.");
	return {
		file,
		rerun,
		confidence,
		rpc: url("--rpc", values.rpc),
		matcher: url("--matcher", values.matcher)?.replace(/\/+$/, ""),
		outputs: values.outputs,
		json: values.json,
		help: values.help,
	};
}

/**
 * @param {string} name
 * @param {string | undefined} text
 */
function url(name, text) {
	if (text === undefined) return undefined;
	if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return text;
	throw new UsageError(`${name} is an http or https address, not "${text}".`);
}

/** @param {string[]} args */
function parse(args) {
	try {
		return parseArgs({
			args,
			allowPositionals: true,
			options: {
				rpc: { type: "string" },
				matcher: { type: "string" },
				outputs: { type: "boolean", default: false },
				rerun: { type: "string", default: "0" },
				confidence: { type: "string", default: "0.95" },
				json: { type: "boolean", default: false },
				help: { type: "boolean", short: "h", default: false },
			},
		});
	} catch (error) {
		throw new UsageError(error instanceof Error ? error.message : String(error));
	}
}
