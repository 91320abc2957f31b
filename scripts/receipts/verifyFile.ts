import { checkAnchor, readAnchor } from "@tabgrid/contracts";
import { checkOutputs, type RerunOutcome } from "@tabgrid/kernels";
import {
	checkReceipts,
	type Digest,
	Manifest,
	mostWrong,
	parseOrThrow,
	type Receipt,
	type ReceiptProblem,
	type ReceiptsHeader,
	type ReceiptsReport,
	TabgridError,
} from "@tabgrid/protocol";
import { createPublicClient, http } from "viem";
import { blobReader } from "./blobReader.ts";
import type { VerifyOptions } from "./options.mjs";
import { readReceiptsFile } from "./readReceiptsFile.ts";
import { randomShards, rerunSample } from "./rerunSample.ts";

/** What all checks together found. */
export interface Verification {
	readonly report: ReceiptsReport;
	/** All problems, with those of chain, outputs and re-run shards. */
	readonly problems: readonly ReceiptProblem[];
	readonly problemCount: number;
	/** The RPC by which the chain was asked; null when it wasn't. */
	readonly rpc: string | null;
	/** Shards whose outputs were fetched and measured again. */
	readonly outputs: number;
	readonly rerun: {
		readonly outcomes: readonly RerunOutcome[];
		/** With so much confidence at most so many of all shards are wrong. */
		readonly confidence: number;
		readonly mostWrong: number;
	} | null;
}

/**
 * Makes the checks that the options ask for.
 * @throws TabgridError when the file is no receipts file, or the RPC or the matcher doesn't answer.
 */
export async function verifyFile(
	options: VerifyOptions,
	say: (line: string) => void,
): Promise<Verification> {
	const { file, matcher, rpc, confidence } = options;
	const sampled: Receipt[] = [];
	const kept: Receipt[] = [];
	let chosen: ReadonlySet<number> = new Set();
	let place = 0;
	const report = await checkReceipts(await readReceiptsFile(file), {
		onHeader: async (header) => {
			chosen = randomShards(header.receipts, options.rerun);
			return matcher === undefined ? undefined : inputsOf(matcher, header);
		},
		onReceipt(receipt) {
			if (chosen.has(place)) sampled.push(receipt);
			if (options.outputs) kept.push(receipt);
			place += 1;
			if (place % 5_000 === 0) say(`${place} receipts read`);
		},
	});
	const { spec, jobId } = report.header;
	const more: ReceiptProblem[] = [];
	if (rpc !== undefined) {
		const anchor = await readAnchor(chainReader(rpc), spec, jobId).catch((cause: unknown) => {
			throw new TabgridError(
				"UNAVAILABLE",
				`The RPC at ${rpc} does not tell of the escrow ${spec.escrow}.`,
				{ cause },
			);
		});
		more.push(...checkAnchor(spec, report, anchor));
	}
	if (matcher !== undefined)
		for (const receipt of kept)
			more.push(...(await checkOutputs(spec, receipt, blobReader(matcher))));
	let rerun: Verification["rerun"] = null;
	if (matcher !== undefined && sampled.length > 0) {
		const outcomes = await rerunSample(spec, sampled, matcher, ({ shardIndex, distance, ms }) =>
			say(`shard ${shardIndex} run again: distance ${distance}, ${Math.round(ms)} ms`),
		);
		const wrong = outcomes.filter(({ agree }) => !agree);
		for (const { shardIndex, distance } of wrong)
			more.push({
				code: "RERUN",
				shardIndex,
				message: `Run again here, it came out ${distance} away; at most 1 agrees.`,
			});
		const finding = { total: report.receipts, sampled: outcomes.length, wrong: wrong.length };
		rerun = { outcomes, confidence, mostWrong: mostWrong(finding, confidence) };
	}
	return {
		report,
		problems: [...report.problems, ...more],
		problemCount: report.problemCount + more.length,
		rpc: rpc ?? null,
		outputs: kept.length,
		rerun,
	};
}

const chainReader = (rpc: string) =>
	createPublicClient({ transport: http(rpc, { retryCount: 1 }) });

/** The inputs' digests from the manifest that the spec names. */
async function inputsOf(matcher: string, { spec }: ReceiptsHeader): Promise<readonly Digest[]> {
	const text = new TextDecoder().decode(await blobReader(matcher)(spec.manifest));
	const manifest = parseOrThrow(Manifest, JSON.parse(text), "BAD_MANIFEST");
	return manifest.shards.map(({ input }) => input);
}
