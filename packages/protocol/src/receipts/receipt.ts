import { sha256, stringToBytes } from "viem";
import { z } from "zod";
import { Backend } from "../backend.ts";
import { canonicalJson } from "../canonicalJson.ts";
import { Comparators } from "../comparator.ts";
import {
	Digest,
	EpochMs,
	JobId,
	ReplicaId,
	SessionKey,
	SessionSignature,
	ShardIndex,
	SpecHash,
} from "../ids.ts";
import { AmountText } from "../money.ts";

/** What became of a replica; a receipt is only made when each of its replicas has a verdict. */
export const Verdict = z.enum(["agreed", "disagreed", "errored", "expired", "aborted"]);
export type Verdict = z.infer<typeof Verdict>;

/** One replica of a verified shard, with the provider's own evidence. */
export const ReceiptReplica = z.strictObject({
	replicaId: ReplicaId,
	/** The provider's public key, by which the attestation is checked. */
	sessionKey: SessionKey,
	verdict: Verdict,
	/** SHA-256 of the output that it attested; null where it delivered none. */
	digest: Digest.nullable(),
	/** The attestation: over the bytes of attestationMessage. */
	signature: SessionSignature.nullable(),
	/** Distance from the canonical output by the job's comparators: at most 1 agrees. */
	distance: z.number().finite().nonnegative().nullable(),
	backend: Backend.nullable(),
	adapter: z.string().max(1_000).nullable(),
	runtime: z.string().max(1_000).nullable(),
	leasedAt: EpochMs,
	submittedAt: EpochMs.nullable(),
	/** When its verdict fell. */
	endedAt: EpochMs.nullable(),
	/** What it was credited, in minor units. */
	paid: AmountText,
});
export type ReceiptReplica = z.infer<typeof ReceiptReplica>;

/** What proves one verified shard. Its bytes are its canonical JSON: see docs/receipts.md. */
export const Receipt = z.strictObject({
	version: z.literal(1),
	jobId: JobId,
	specHash: SpecHash,
	shardIndex: ShardIndex,
	/** SHA-256 of the ONNX model. */
	model: Digest,
	/** SHA-256 of the shard's input bundle, as the manifest names it. */
	input: Digest,
	/** SHA-256 of the canonical output bundle. */
	output: Digest,
	/** As in the job spec; an output that it doesn't name has the kernel's default. */
	comparators: Comparators,
	verifiedAt: EpochMs,
	/**
	 * The chance of a spot check that its first result had, where that could have stood alone: the job's
	 * draw decided (auditSchedule). Absent where it was never alone.
	 */
	checkChance: z.number().min(0).max(1).optional(),
	/** In the order in which they were leased, then by id. */
	replicas: z.array(ReceiptReplica).min(1),
});
export type Receipt = z.infer<typeof Receipt>;

/** SHA-256 of a receipt's line: the canonical JSON's UTF-8 bytes, without a line break. */
export function receiptHash(receipt: Receipt): Digest {
	return lineHash(canonicalJson(receipt));
}

/** SHA-256 of a line's UTF-8 bytes. */
export function lineHash(line: string): Digest {
	return Digest.parse(sha256(stringToBytes(line)).slice(2));
}
