import { join } from "node:path";
import type { JobView, ReplicaId } from "@tabgrid/protocol";
import { expect } from "vitest";
import { openStore } from "../../src/store/index.ts";
import { violations } from "../../src/store/testing/invariants.ts";
import type { TestGrid } from "./startGrid.ts";

/** Half as much again as a matcher has with the embedded database; unbounded queues need more. */
const mostMemoryMiB = 1_500;

/** Expects that everything escrowed went to providers or back, and that nothing is open. */
export function expectSettled(job: JobView): void {
	expect(job).toMatchObject({ state: "settled", shards: { verified: job.shardTotal } });
	expect(BigInt(job.earned) + BigInt(job.refunded)).toBe(BigInt(job.escrowed));
	expect(BigInt(job.earned)).toBe(BigInt(job.replicas.agreed) * BigInt(job.spec.pricePerReplica));
}

/**
 * Ends the matcher and reads its books: every invariant of the store holds (nobody is paid twice or
 * for nothing), every result that was acknowledged is there, and memory stayed within bounds.
 */
export async function audit(grid: TestGrid, acknowledged: Iterable<ReplicaId>): Promise<void> {
	const peak = await grid.peakMemory();
	if (peak !== null) expect(peak).toBeLessThan(mostMemoryMiB);
	await grid.end("SIGTERM");
	const { DATABASE_URL: url, DATA_DIR = "" } = grid.environment;
	const db = await openStore(url === undefined ? { dataDir: join(DATA_DIR, "database") } : { url });
	try {
		expect(await violations(db)).toEqual({});
		const kept = await db.query<{ replica_id: ReplicaId }>(
			"select replica_id from replicas where state in ('submitted', 'agreed', 'disagreed')",
		);
		const stored = new Set(kept.map(({ replica_id }) => replica_id));
		expect([...acknowledged].filter((replicaId) => !stored.has(replicaId))).toEqual([]);
	} finally {
		await db.close();
	}
}
