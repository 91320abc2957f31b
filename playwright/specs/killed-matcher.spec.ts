import { postJob, readEscrowJob, waitForJob } from "@tabgrid/sdk";
import { ocrWork, pricePerReplica } from "../fixtures/jobs.ts";
import { expectQuorums, replicasOf } from "../fixtures/replicas.ts";
import { expect, test } from "../fixtures/test.ts";

test("a job survives a matcher that is killed in its middle: nothing is lost or paid twice", async ({
	grid,
	api,
	client,
	openTab,
}) => {
	const shards = 10;
	const posted = await postJob(api, client, {
		...(await ocrWork(shards)),
		policy: { quorum: 2, maxReplicas: 4 },
		pricePerReplica,
	});
	await openTab({ intensity: 50 });
	await openTab({ intensity: 50 });
	await waitForJob(
		api,
		posted.jobId,
		{ limitMs: 60_000, everyMs: 50 },
		(job) => job.shards.verified > 1,
	);
	await grid.killMatcher();
	await grid.restartMatcher();
	const restarted = await api.job(posted.jobId);
	expect(restarted.shards.verified).toBeGreaterThan(1);
	expect(restarted.shards.verified).toBeLessThan(shards);
	const kept = (await replicasOf(api, restarted)).filter(({ state }) => state === "agreed");

	const job = await waitForJob(api, posted.jobId, { limitMs: 120_000 });
	expect(job.state).toBe("settled");
	expect(job.shards.verified).toBe(shards);
	const replicas = await replicasOf(api, job);
	for (const { replicaId, digest } of kept) {
		expect(replicas).toContainEqual(
			expect.objectContaining({ replicaId, digest, state: "agreed" }),
		);
	}

	await expectQuorums(api, job);
	const onChain = await readEscrowJob(client, grid, posted.jobId);
	expect(onChain.reserved + BigInt(job.refunded)).toBe(onChain.budget);
	expect(onChain.reserved).toBe(BigInt(job.earned));
});
