import { hexToBytes, isHex } from "viem";
import { attestationMessage, type SigningDomain } from "../attestation.ts";
import { checkDraw } from "../auditSchedule.ts";
import { canonicalJson } from "../canonicalJson.ts";
import type { SessionKey } from "../ids.ts";
import { jobIdOf, specHashOf } from "../jobId.ts";
import type { JobSpec } from "../jobSpec.ts";
import { importSessionKey, verifySessionSignature } from "../sessionKey.ts";
import { type JobAudit, leastProviders, lowestCheckChance } from "../trust.ts";
import type { ProblemCode, ReceiptProblem } from "./problems.ts";
import type { Receipt, ReceiptReplica } from "./receipt.ts";

/** Imported keys kept at most; a job has far fewer providers as a rule. */
const keptKeys = 2_000;

/** What one receipt's check found. */
export interface ReceiptCheck {
	readonly problems: readonly ReceiptProblem[];
	/** Attestations whose signature is good. */
	readonly attestations: number;
	/** What its replicas were credited, in minor units. */
	readonly paid: bigint;
}

/** Checks receipts of one job, each by itself: nothing here needs the matcher or the chain. */
export class ReceiptChecker {
	readonly #spec: JobSpec;
	readonly #jobId: string;
	readonly #specHash: string;
	readonly #comparators: string;
	readonly #domain: SigningDomain;
	readonly #keys = new Map<SessionKey, Promise<CryptoKey>>();

	/** The secret of the job's draws, where it is published. */
	readonly #secret: Uint8Array | undefined;

	constructor(spec: JobSpec, audit?: JobAudit) {
		this.#spec = spec;
		this.#secret = isHex(audit?.secret) ? hexToBytes(audit.secret) : undefined;
		this.#jobId = jobIdOf(spec);
		this.#specHash = specHashOf(spec);
		this.#comparators = canonicalJson(spec.comparators);
		this.#domain = { chainId: spec.chainId, escrow: spec.escrow };
	}

	/** Whether a receipt belongs to the job, its attestations are signed, and its verdicts follow. */
	async check(receipt: Receipt): Promise<ReceiptCheck> {
		const problems: ReceiptProblem[] = [];
		const wrong = (code: ProblemCode, message: string) =>
			problems.push({ code, shardIndex: receipt.shardIndex, message });
		this.#identity(receipt, wrong);
		this.#quorum(receipt, wrong);
		this.#audit(receipt, wrong);
		for (const [place, replica] of receipt.replicas.entries())
			checkVerdict(receipt, replica, `Replica ${place + 1}`, wrong);
		const paid = this.#payments(receipt, wrong);
		const attestations = await this.#signatures(receipt, wrong);
		return { problems, attestations, paid };
	}

	#identity(receipt: Receipt, wrong: Wrong): void {
		if (receipt.jobId !== this.#jobId) wrong("IDENTITY", "It names another job.");
		if (receipt.specHash !== this.#specHash) wrong("IDENTITY", "It names another job spec.");
		if (receipt.model !== this.#spec.model) wrong("IDENTITY", "It names another model.");
		if (canonicalJson(receipt.comparators) !== this.#comparators)
			wrong("IDENTITY", "It names other comparators than the job spec.");
		if (receipt.shardIndex >= this.#spec.shards)
			wrong("IDENTITY", `The job has only ${this.#spec.shards} shards.`);
	}

	#quorum({ replicas, output }: Receipt, wrong: Wrong): void {
		const { trust } = this.#spec.policy;
		const quorum = trust === undefined ? this.#spec.policy.quorum : leastProviders[trust];
		const decided = replicas.filter(
			({ verdict }) => verdict === "agreed" || verdict === "disagreed",
		);
		const agreed = decided.filter(({ verdict }) => verdict === "agreed");
		const keys = new Set(agreed.map(({ sessionKey }) => sessionKey));
		if (keys.size < quorum)
			wrong("QUORUM", `${keys.size} providers agreed; the job asks for ${quorum}.`);
		if (new Set(decided.map(({ sessionKey }) => sessionKey)).size < decided.length)
			wrong("QUORUM", "One provider's results count twice.");
		if (new Set(replicas.map(({ replicaId }) => replicaId)).size < replicas.length)
			wrong("FORM", "A replica stands twice.");
		if (!agreed.some(({ digest }) => digest === output))
			wrong("VERDICT", "None of the agreed replicas attests the canonical output.");
	}

	/**
	 * Whether the lot fell as the job's secret says: a result that stands alone had at least the policy's
	 * chance of a check, and the draw wasn't below it.
	 */
	#audit({ replicas, shardIndex, checkChance }: Receipt, wrong: Wrong): void {
		const { trust } = this.#spec.policy;
		if (trust === undefined) {
			if (checkChance !== undefined)
				wrong("AUDIT", "A job without a trust policy draws no checks.");
			return;
		}
		const decided = replicas.filter(
			({ verdict }) => verdict === "agreed" || verdict === "disagreed",
		);
		const alone = new Set(decided.map(({ sessionKey }) => sessionKey)).size < 2;
		if (checkChance === undefined) {
			if (alone) wrong("AUDIT", "One result stands alone, and no check of it was drawn.");
			return;
		}
		if (checkChance < lowestCheckChance(trust))
			wrong("AUDIT", `Its chance of a check was ${checkChance}, less than the policy's least.`);
		if (this.#secret === undefined || !alone) return;
		const draw = checkDraw(this.#secret, shardIndex);
		if (draw < checkChance)
			wrong(
				"AUDIT",
				`The lot fell on it (${draw} is below ${checkChance}), and nobody checked it.`,
			);
	}

	#payments({ replicas }: Receipt, wrong: Wrong): bigint {
		const price = BigInt(this.#spec.pricePerReplica);
		let sum = 0n;
		let count = 0;
		for (const [place, { paid: text, verdict }] of replicas.entries()) {
			const paid = BigInt(text);
			sum += paid;
			if (paid === 0n) continue;
			count += 1;
			if (verdict !== "agreed") wrong("PAYMENT", `Replica ${place + 1} ${verdict} and was paid.`);
			if (paid !== price) wrong("PAYMENT", `Replica ${place + 1} was paid ${paid}, not ${price}.`);
		}
		if (count > this.#spec.policy.maxReplicas)
			wrong("PAYMENT", `${count} replicas were paid, more than the policy allows.`);
		return sum;
	}

	async #signatures(receipt: Receipt, wrong: Wrong): Promise<number> {
		const { jobId, shardIndex, replicas } = receipt;
		const good = await Promise.all(
			replicas.map(async ({ digest, signature, sessionKey }, place) => {
				if (digest === null || signature === null) {
					if (digest !== signature)
						wrong("SIGNATURE", `Replica ${place + 1} lacks its digest or its signature.`);
					return false;
				}
				const message = attestationMessage(this.#domain, jobId, shardIndex, digest);
				const key = await this.#key(sessionKey);
				const valid = key !== undefined && (await verifySessionSignature(key, message, signature));
				if (!valid)
					wrong(
						"SIGNATURE",
						`Replica ${place + 1}'s attestation is not signed by its session key.`,
					);
				return valid;
			}),
		);
		return good.filter(Boolean).length;
	}

	/** The imported key; undefined when the point is not on the curve. */
	async #key(sessionKey: SessionKey): Promise<CryptoKey | undefined> {
		let key = this.#keys.get(sessionKey);
		if (key === undefined) {
			if (this.#keys.size >= keptKeys) this.#keys.clear();
			key = importSessionKey(sessionKey);
			this.#keys.set(sessionKey, key);
		}
		return key.catch(() => undefined);
	}
}

type Wrong = (code: ProblemCode, message: string) => void;

/** What was decided about a replica must follow from its distance: at most 1 agrees. */
function checkVerdict(receipt: Receipt, replica: ReceiptReplica, name: string, wrong: Wrong): void {
	const { verdict, digest, distance } = replica;
	if (verdict !== "agreed" && verdict !== "disagreed") return;
	if (digest === null) wrong("SIGNATURE", `${name} ${verdict} without an attested output.`);
	if (digest === receipt.output && (verdict !== "agreed" || distance !== 0))
		wrong("VERDICT", `${name} attests the canonical output itself, at no distance.`);
	const near = distance !== null && distance <= 1;
	if (verdict === "agreed" && !near)
		wrong(
			"VERDICT",
			`${name} agreed at a distance of ${distance ?? "no measure"}; at most 1 agrees.`,
		);
	if (verdict === "disagreed" && near)
		wrong("VERDICT", `${name} disagreed at a distance of ${distance}; at most 1 agrees.`);
}
