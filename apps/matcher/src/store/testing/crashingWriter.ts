import { openStore } from "../openStore.ts";
import { ask, judgeAll, providers, runningJob, submit } from "./fixtures.ts";

/**
 * A process that works on a store and prints each acknowledged step, until it is killed:
 * `submitted <replica>` once a submission's promise has resolved, `judged <shard>` likewise.
 */
const [dataDir] = process.argv.slice(2);
if (dataDir === undefined) throw new Error("Which directory?");
const db = await openStore({ dataDir });
const draft = await runningJob(db, { shards: 2_000 });
const many = await providers(db, 3);
console.log(`job ${draft.jobId}`);
for (;;) {
	for (const who of many) {
		const leases = await ask(db, who, 2);
		const results = await submit(db, who, leases, "same");
		for (const { ok, replicaId } of results) if (ok) console.log(`submitted ${replicaId}`);
		for (const { shardIndex, state } of await judgeAll(db)) {
			if (state === "verified") console.log(`judged ${shardIndex}`);
		}
	}
}
