import { postJob, waitForJob } from "@tabgrid/sdk";
import { ocrWork, pricePerReplica } from "../fixtures/jobs.ts";
import { replicasOf } from "../fixtures/replicas.ts";
import { expect, test } from "../fixtures/test.ts";

test("shards of a tab that is closed in the middle of computing go to others", async ({
	api,
	client,
	openTab,
}) => {
	const posted = await postJob(api, client, {
		...(await ocrWork(8)),
		policy: { quorum: 2, maxReplicas: 4 },
		pricePerReplica,
	});
	// It computes a tenth of the time, so that it holds shards for long.
	const doomed = await openTab({ intensity: 10 });
	const working = await waitForJob(
		api,
		posted.jobId,
		{ limitMs: 60_000 },
		({ replicas }) => replicas.leased > 0,
	);
	const before = await replicasOf(api, working);
	const [held] = before.filter(({ state }) => state === "leased");
	await doomed.context().close();

	await openTab();
	await openTab();
	const job = await waitForJob(api, posted.jobId, { limitMs: 120_000 });

	expect(job.state).toBe("settled");
	expect(job.shards.verified).toBe(8);
	const after = await replicasOf(api, job);
	const ofDoomed = after.filter(({ providerId }) => providerId === held?.providerId);
	const unfinished = ofDoomed.filter(({ state }) => state === "aborted" || state === "expired");
	expect(unfinished.length).toBeGreaterThan(0);
	expect(ofDoomed.map(({ state }) => state)).not.toContain("leased");
	expect(job.replicas.disagreed).toBe(0);
});
