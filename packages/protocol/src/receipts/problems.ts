import { z } from "zod";

/** What a check of receipts can find wrong. */
export const ProblemCode = z.enum([
	/** A line isn't a receipt in canonical form, or stands where it must not. */
	"FORM",
	/** A receipt or header speaks of another job, model or comparator than the spec. */
	"IDENTITY",
	/** An attestation isn't the session key's. */
	"SIGNATURE",
	/** Fewer providers agreed than the policy asks for, or one stands twice. */
	"QUORUM",
	/** Spot checks weren't made as the job's published draws say. */
	"AUDIT",
	/** A verdict doesn't follow from the distance, or the output isn't among the agreed ones. */
	"VERDICT",
	/** A replica was paid what its verdict doesn't earn. */
	"PAYMENT",
	/** The header's counts or sums aren't those of the receipts. */
	"COUNT",
	/** The receipts' Merkle root isn't the one that the header or the chain names. */
	"ROOT",
	/** The escrow's record doesn't fit the receipts. */
	"CHAIN",
	/** Bytes don't have the digest that names them, or outputs aren't as far apart as told. */
	"OUTPUT",
	/** A shard that was run again came out differently. */
	"RERUN",
]);
export type ProblemCode = z.infer<typeof ProblemCode>;

/** One thing that is wrong, with a sentence that says what. */
export const ReceiptProblem = z.object({
	code: ProblemCode,
	/** Null where it is not about one shard. */
	shardIndex: z.int().nonnegative().nullable(),
	message: z.string(),
});
export type ReceiptProblem = z.infer<typeof ReceiptProblem>;
