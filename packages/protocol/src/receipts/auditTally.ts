import { hexToBytes, isHex } from "viem";
import { checkDraw } from "../auditSchedule.ts";
import type { Receipt } from "./receipt.ts";
import type { ReceiptsHeader } from "./receiptsFile.ts";

/** What a job's receipts say of its spot checks, drawn again from its secret. */
export interface AuditReport {
	/** Shards whose first result could have stood alone, so that the lot decided. */
	readonly lots: number;
	/** Of these, those on which the lot fell; 0 while the secret isn't told. */
	readonly drawn: number;
	/** How many it was to fall on: the sum of the chances. */
	readonly expected: number;
	/** The smallest chance of a check that any of them had; null without lots. */
	readonly leastChance: number | null;
	/** Verified shards that stand on one provider's result. */
	readonly alone: number;
}

/** Counts the lots of a job with a trust policy; whether each was heeded is the checker's business. */
export class AuditTally {
	readonly #trusting: boolean;
	readonly #secret: Uint8Array | null;
	#lots = 0;
	#drawn = 0;
	#expected = 0;
	#least = 1;
	#alone = 0;

	constructor({ spec, audit }: Pick<ReceiptsHeader, "spec" | "audit">) {
		this.#trusting = spec.policy.trust !== undefined;
		const secret = audit?.secret;
		this.#secret = isHex(secret) ? hexToBytes(secret) : null;
	}

	add({ shardIndex, checkChance, replicas }: Receipt): void {
		const decided = replicas.filter(
			({ verdict }) => verdict === "agreed" || verdict === "disagreed",
		);
		if (new Set(decided.map(({ sessionKey }) => sessionKey)).size < 2) this.#alone += 1;
		if (checkChance === undefined) return;
		this.#lots += 1;
		this.#expected += checkChance;
		this.#least = Math.min(this.#least, checkChance);
		if (this.#secret !== null && checkDraw(this.#secret, shardIndex) < checkChance)
			this.#drawn += 1;
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
