import { parseArgs } from "node:util";

/** @typedef {{ exit: boolean, json: boolean, help: boolean, backend: "auto" | "webgpu" | "wasm", size: number, providers: number }} DemoOptions */

export const help = `npm run demo -- [options]

Runs a whole Tabgrid on this machine, lets browser tabs compute a paid OCR job, and checks the result.

  --exit             end after the summary instead of keeping the dashboard up until Ctrl-C
  --json             print one JSON object last on standard output, everything else on standard error
  --backend NAME     what the tabs compute on: auto (the faster one, measured), webgpu or wasm [auto]
  --size N           lines to read, one shard each, 24 to 2000; examples/ocr-page has 35, then
                     it is read again [32]
  --providers N      provider tabs, each in a browser context of its own, 2 to 16 [3]
  --help             this text

The JSON object: job, kernel, shards, verified, replicas (compared ones), providers, backends (agreed
replicas on each), escrowed, paid, refunded (decimal strings of token minor units), txs, accuracy (1 −
character error rate), artifact (path), wallClockMs (from posting to settled), trusting (a longer job
that goes by trust: job, shards, verified, replicas, executionsPerShard, spotChecks). paid is what the chain
has paid to providers plus what it still holds in their names; so paid + refunded = escrowed.

Exit code 0 means: every shard verified, accuracy at least 0.95, providers were paid, the money adds
up, and the longer job took fewer than two executions a verified shard.`;

/** The command line is wrong; the message says how. */
export class UsageError extends Error {}

/**
 * Reads the demo's command line.
 * @param {string[]} args
 * @returns {DemoOptions}
 * @throws UsageError
 */
export function readOptions(args) {
	const { backend, size, providers, exit, json, help: wantsHelp } = parse(args);
	if (backend !== "auto" && backend !== "webgpu" && backend !== "wasm") {
		throw new UsageError(`--backend is auto, webgpu or wasm, not "${backend}".`);
	}
	return {
		exit,
		json,
		help: wantsHelp,
		backend,
		size: whole("--size", size, 24, 2000),
		providers: whole("--providers", providers, 2, 16),
	};
}

/** @param {string[]} args */
function parse(args) {
	try {
		return parseArgs({
			args,
			options: {
				exit: { type: "boolean", default: false },
				json: { type: "boolean", default: false },
				help: { type: "boolean", short: "h", default: false },
				backend: { type: "string", default: "auto" },
				size: { type: "string", default: "32" },
				providers: { type: "string", default: "3" },
			},
		}).values;
	} catch (error) {
		throw new UsageError(error instanceof Error ? error.message : String(error));
	}
}

/**
 * @param {string} name
 * @param {string} text
 * @param {number} least
 * @param {number} most
 */
function whole(name, text, least, most) {
	const value = Number(text);
	if (Number.isInteger(value) && value >= least && value <= most) return value;
	throw new UsageError(`${name} is a whole number from ${least} to ${most}, not "${text}".`);
}
