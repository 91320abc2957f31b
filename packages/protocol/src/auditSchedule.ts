import { concat, type Hex, keccak256, stringToBytes } from "viem";

/**
 * The schedule of a job's spot checks. The matcher makes 32 random bytes for each job, publishes
 * {@link auditCommitment} when the job starts, draws with {@link checkDraw}, and publishes the secret when
 * the job settles: providers can't foresee the checks, and anyone can check afterwards that the matcher
 * didn't choose them.
 */

/** keccak-256 of the secret: what is published before. */
export const auditCommitment = (secret: Uint8Array): Hex => keccak256(secret);

/**
 * The job's draw for a shard, uniform in [0, 1): the first 48 bits of
 * `keccak256(secret ‖ "check:" ‖ shard in decimal)`. The shard is checked when it is below the chance that
 * the policy gives.
 * @param secret 32 bytes.
 */
export function checkDraw(secret: Uint8Array, shard: number): number {
	const bytes = keccak256(concat([secret, stringToBytes(`check:${shard}`)]), "bytes");
	let draw = 0;
	for (const byte of bytes.subarray(0, 6)) draw = draw * 256 + byte;
	return draw / 2 ** 48;
}
