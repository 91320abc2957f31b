import { hexToBytes, isHex } from "viem";
import { auditCommitment } from "../auditSchedule.ts";
import type { Digest, SessionKey } from "../ids.ts";
import { jobIdOf } from "../jobId.ts";
import { TabgridError } from "../tabgridError.ts";
import { type AuditReport, AuditTally } from "./auditTally.ts";
import { type ReceiptCheck, ReceiptChecker } from "./checkReceipt.ts";
import type { ProblemCode, ReceiptProblem } from "./problems.ts";
import { lineHash, type Receipt, type Verdict } from "./receipt.ts";
import { linesOf, parseHeader, parseReceipt, type ReceiptsHeader } from "./receiptsFile.ts";
import { emptyRoot, ReceiptTree, receiptLeaf } from "./receiptTree.ts";

/** Problems that are kept with their sentence; the others are only counted. */
const keptProblems = 500;

/** What the check of a whole receipts file found. Amounts in minor units. */
export interface ReceiptsReport {
	readonly header: ReceiptsHeader;
	/** Receipts that were read. */
	readonly receipts: number;
	/** Attestations whose signature is good. */
	readonly attestations: number;
	/** Replicas by verdict. */
	readonly verdicts: Readonly<Record<Verdict, number>>;
	/** Distinct session keys that agreed. */
	readonly providers: number;
	/** The sum of what the receipts say was credited. */
	readonly earned: bigint;
	/** The Merkle root over the receipts as they are in the file. */
	readonly root: `0x${string}`;
	/** The lots of a job with a trust policy, drawn again; null for others. */
	readonly audit: AuditReport | null;
	/** The first of them. */
	readonly problems: readonly ReceiptProblem[];
	readonly problemCount: number;
}

export interface CheckOptions {
	/**
	 * Told of the header as soon as it is read. May answer the digests of the shards' inputs, from the
	 * manifest that the spec names: the receipts must name the same.
	 */
	readonly onHeader?: (
		header: ReceiptsHeader,
	) => undefined | Promise<readonly Digest[] | undefined>;
	/** Told of every receipt, in the file's order. */
	readonly onReceipt?: (receipt: Receipt, hash: Digest, check: ReceiptCheck) => void;
	/** Called now and then, so that the thread can do something else. */
	readonly giveWay?: () => Promise<void> | undefined;
}

/**
 * Checks a receipts file by nothing but its bytes: each receipt by itself, then the counts, the sums
 * and the Merkle root. What only the chain knows is left to who asks it.
 * @throws TabgridError BAD_INPUT when the first line is no header of this format.
 */
export async function checkReceipts(
	chunks: AsyncIterable<Uint8Array>,
	options: CheckOptions = {},
): Promise<ReceiptsReport> {
	const lines = linesOf(chunks);
	const first = await lines.next();
	if (first.done === true) throw new TabgridError("BAD_INPUT", "The file is empty.");
	const header = parseHeader(first.value);
	const tally = new Tally(header, await options.onHeader?.(header));
	try {
		for await (const line of lines) {
			await tally.add(line, options);
			await options.giveWay?.();
		}
	} catch (error) {
		if (!(error instanceof TabgridError) || error.code !== "BAD_INPUT") throw error;
		tally.wrong("FORM", null, error.message);
	}
	return tally.report(options.giveWay);
}

/** What is wrong with the header's schedule of spot checks, in a sentence; null for nothing. */
function auditProblem({ spec, audit, resultRoot }: ReceiptsHeader): string | null {
	if (spec.policy.trust === undefined)
		return audit === undefined ? null : "A job without a trust policy has no spot checks.";
	if (audit === undefined)
		return resultRoot === null ? null : "The schedule of its spot checks is missing.";
	const { secret, commitment } = audit;
	if (!isHex(secret))
		return resultRoot === null ? null : "The secret of its spot checks isn't published.";
	return auditCommitment(hexToBytes(secret)) === commitment
		? null
		: "The secret of its spot checks isn't the one that was committed to.";
}

class Tally {
	readonly #header: ReceiptsHeader;
	readonly #checker: ReceiptChecker;
	readonly #lots: AuditTally;
	readonly #inputs: readonly Digest[] | undefined;
	readonly #leaves: Uint8Array[] = [];
	readonly #providers = new Set<SessionKey>();
	readonly #verdicts: Record<Verdict, number> = {
		agreed: 0,
		disagreed: 0,
		errored: 0,
		expired: 0,
		aborted: 0,
	};
	readonly #problems: ReceiptProblem[] = [];
	#problemCount = 0;
	#lines = 0;
	#attestations = 0;
	#earned = 0n;
	#last = -1;

	constructor(header: ReceiptsHeader, inputs: readonly Digest[] | undefined) {
		this.#header = header;
		this.#inputs = inputs;
		this.#lots = new AuditTally(header);
		this.#checker = new ReceiptChecker(header.spec, header.audit);
		if (jobIdOf(header.spec) !== header.jobId)
			this.wrong("IDENTITY", null, "The job id doesn't follow from the job spec.");
		const problem = auditProblem(header);
		if (problem !== null) this.wrong("AUDIT", null, problem);
	}

	wrong(code: ProblemCode, shardIndex: number | null, message: string): void {
		this.#problemCount += 1;
		if (this.#problems.length < keptProblems) this.#problems.push({ code, shardIndex, message });
	}

	async add(line: string, { onReceipt }: CheckOptions): Promise<void> {
		this.#lines += 1;
		const hash = lineHash(line);
		let receipt: Receipt;
		try {
			receipt = parseReceipt(line);
		} catch (error) {
			if (!(error instanceof TabgridError)) throw error;
			this.wrong("FORM", null, `Line ${this.#lines + 1}: ${error.message}`);
			return;
		}
		const { shardIndex } = receipt;
		if (shardIndex <= this.#last)
			this.wrong("FORM", shardIndex, "The receipts are not in the order of their shards.");
		this.#last = shardIndex;
		if (this.#inputs !== undefined && this.#inputs[shardIndex] !== receipt.input)
			this.wrong("IDENTITY", shardIndex, "Its input is not the one that the job's manifest names.");
		this.#leaves.push(receiptLeaf(shardIndex, hash));
		const check = await this.#checker.check(receipt);
		for (const { code, message } of check.problems) this.wrong(code, shardIndex, message);
		this.#attestations += check.attestations;
		this.#earned += check.paid;
		for (const { verdict, sessionKey } of receipt.replicas) {
			this.#verdicts[verdict] += 1;
			if (verdict === "agreed") this.#providers.add(sessionKey);
		}
		this.#lots.add(receipt);
		onReceipt?.(receipt, hash, check);
	}

	async report(giveWay: CheckOptions["giveWay"]): Promise<ReceiptsReport> {
		const header = this.#header;
		const root =
			this.#leaves.length === 0 ? emptyRoot : (await ReceiptTree.of(this.#leaves, giveWay)).root;
		if (this.#lines !== header.receipts)
			this.wrong(
				"COUNT",
				null,
				`The header promises ${header.receipts} receipts; there are ${this.#lines}.`,
			);
		if (this.#earned !== BigInt(header.earned))
			this.wrong(
				"COUNT",
				null,
				`The header says that ${header.earned} was earned; the receipts add up to ${this.#earned}.`,
			);
		if (header.resultRoot !== null && header.resultRoot !== root)
			this.wrong("ROOT", null, `The receipts' root is ${root}, not ${header.resultRoot}.`);
		return {
			header,
			receipts: this.#lines,
			attestations: this.#attestations,
			verdicts: this.#verdicts,
			providers: this.#providers.size,
			earned: this.#earned,
			root,
			audit: this.#lots.report(),
			problems: this.#problems,
			problemCount: this.#problemCount,
		};
	}
}
