import { hexToBytes } from "viem";
import { auditCommitment, checkDraw } from "../auditSchedule.ts";
import type { ProblemCode } from "./problems.ts";
import type { Receipt } from "./receipt.ts";
import type { ReceiptsHeader } from "./receiptsFile.ts";

/** What the receipts say of a job's spot checks, drawn again from its secret. */
export interface AuditReport {
	/** Shards whose first result could have stood alone, so that the lot decided. */
	readonly lots: number;
	/** Of these, those on which the lot fell. */
	readonly drawn: number;
	/** How many it was to fall on: the sum of the chances. */
	readonly expected: number;
	/** The smallest chance of a check that any of them had; null without lots. */
	readonly leastChance: number | null;
	/** Verified shards that stand on one result. */
	readonly alone: number;
}

/**
 * Holds the receipts of a job with a trust policy against its audit schedule: the secret has the hash
 * that was published when the job began, each lot is drawn again, and what stands on one result was
 * spared by the lot. Receipts of jobs without a policy pass through.
 */
export class AuditTally {
	readonly #secret: Uint8Array | null;
	readonly #trusting: boolean;
	/** What is wrong with the schedule itself, in a sentence. */
	readonly problem: string | null;
	#lots = 0;
	#drawn = 0;
	#expected = 0;
	#least = 1;
	#alone = 0;

	constructor({ spec, audit, resultRoot }: ReceiptsHeader) {
		this.#trusting = spec.policy.trust !== undefined;
		const secret = audit?.secret ?? null;
		this.#secret = secret === null ? null : hexToBytes(asHex(secret));
		this.problem = !this.#trusting
			? null
			: audit === undefined
				? "The job has a trust policy, and no schedule of spot checks is told."
				: this.#secret === null
					? resultRoot === null
						? null
						: "The secret of the spot checks isn't told, though the job is settled."
					: auditCommitment(this.#secret) === audit.commitment
						? null
						: "The secret of the spot checks isn't the one that was committed to.";
	}

	add(
		{ shardIndex, checkChance, replicas }: Receipt,
		wrong: (code: ProblemCode, shardIndex: number, message: string) => void,
	): void {
		if (!this.#trusting) return;
		const decided = replicas.filter(
			({ verdict }) => verdict === "agreed" || verdict === "disagreed",
		).length;
		if (decided < 2) this.#alone += 1;
		if (checkChance === undefined) {
			if (decided < 2)
				wrong("AUDIT", shardIndex, "It stands on one result, and no lot was drawn for it.");
			return;
		}
		this.#lots += 1;
		this.#expected += checkChance;
		this.#least = Math.min(this.#least, checkChance);
		if (this.#secret === null || checkDraw(this.#secret, shardIndex) >= checkChance) return;
		this.#drawn += 1;
		if (decided < 2)
			wrong("AUDIT", shardIndex, "The lot fell on it, and yet it stands on one result.");
	}

	/** Null for a job without a trust policy. */
	report(): AuditReport | null {
		if (!this.#trusting) return null;
		return {
			lots: this.#lots,
			drawn: this.#drawn,
			expected: this.#expected,
			leastChance: this.#lots === 0 ? null : this.#least,
			alone: this.#alone,
		};
	}
}

const asHex = (text: string): `0x${string}` => `0x${text.slice(2)}`;
