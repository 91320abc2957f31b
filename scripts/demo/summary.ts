import { z } from "zod";

const AmountText = z.string().regex(/^\d+$/);

/** The longer job under a trust policy. */
export const TrustingSummary = z.strictObject({
	job: z.string(),
	shards: z.int(),
	verified: z.int(),
	/** Replicas that were compared, or stood alone. */
	replicas: z.int(),
	/** `replicas` for each verified shard. */
	executionsPerShard: z.number(),
	/** Shards that the lot fell on. */
	spotChecks: z.int(),
});
export type TrustingSummary = z.infer<typeof TrustingSummary>;

/** What the demo prints with --json; every figure was read from database, chain or files. */
export const DemoSummary = z.strictObject({
	job: z.string(),
	kernel: z.string(),
	shards: z.int(),
	verified: z.int(),
	/** Replicas that were compared. */
	replicas: z.int(),
	/** Providers whose replicas agreed. */
	providers: z.int(),
	/** Agreed replicas on each backend. */
	backends: z.strictObject({ webgpu: z.int(), wasm: z.int() }),
	/** Minor units, as are the next two. */
	escrowed: AmountText,
	/** Paid out by the chain, plus what it still holds in providers' names. */
	paid: AmountText,
	refunded: AmountText,
	txs: z.array(z.string()),
	/** 1 − character error rate. */
	accuracy: z.number(),
	/** Path of the downloaded result. */
	artifact: z.string(),
	/** From posting to settled. */
	wallClockMs: z.int(),
	trusting: TrustingSummary,
});
export type DemoSummary = z.infer<typeof DemoSummary>;

/** What is wrong with a demo's outcome, in sentences; none when it succeeded. */
export function problemsOf(summary: DemoSummary): string[] {
	const { shards, verified, accuracy, trusting } = summary;
	const [escrowed, paid, refunded] = [summary.escrowed, summary.paid, summary.refunded].map(BigInt);
	const checks: Array<[boolean, string]> = [
		[verified === shards, `${shards - verified} of ${shards} shards were not verified.`],
		[accuracy >= 0.95, `The accuracy is ${accuracy.toFixed(4)}, below 0.95.`],
		[paid !== undefined && paid > 0n, "No provider was paid."],
		[
			paid !== undefined && refunded !== undefined && paid + refunded === escrowed,
			`Paid and refunded (${paid} + ${refunded}) are not what was escrowed (${escrowed}).`,
		],
		[
			trusting.verified === trusting.shards,
			`${trusting.shards - trusting.verified} of ${trusting.shards} shards of the longer job were not verified.`,
		],
		[
			trusting.executionsPerShard < 2,
			`The longer job took ${trusting.executionsPerShard.toFixed(2)} executions a verified shard: trust saved nothing.`,
		],
	];
	return checks.filter(([fine]) => !fine).map(([, sentence]) => sentence);
}
