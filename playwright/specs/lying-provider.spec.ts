import { postJob, waitForJob } from "@tabgrid/sdk";
import { classifierWork, pricePerReplica } from "../fixtures/jobs.ts";
import { makeLiar } from "../fixtures/makeLiar.ts";
import { replicasOf } from "../fixtures/replicas.ts";
import { expect, test } from "../fixtures/test.ts";

test("a provider that alters its results is outvoted, unpaid, and spoils nothing", async ({
	api,
	client,
	openTab,
}) => {
	const liar = await openTab({}, makeLiar);
	const posted = await postJob(api, client, {
		...(await classifierWork(8)),
		policy: { quorum: 2, maxReplicas: 4 },
		pricePerReplica,
	});
	// The liar is alone at first, so that it certainly takes part.
	await waitForJob(
		api,
		posted.jobId,
		{ limitMs: 60_000 },
		({ replicas }) => replicas.submitted > 0,
	);
	await openTab();
	await openTab();
	const job = await waitForJob(api, posted.jobId, { limitMs: 120_000 });

	expect(job.state).toBe("settled");
	expect(job.shards.verified).toBe(job.shardTotal);
	const replicas = await replicasOf(api, job);
	const disagreed = replicas.filter(({ state }) => state === "disagreed");
	const liars = new Set(disagreed.map(({ providerId }) => providerId));
	expect(liars.size).toBe(1);
	const lies = replicas.filter(({ providerId }) => liars.has(providerId));
	expect(lies.filter(({ state }) => state === "agreed")).toEqual([]);
	expect(BigInt(job.earned)).toBe(pricePerReplica * BigInt(2 * job.shardTotal));
	await liar.getByTestId("provider-expand").click();
	await expect(liar.getByTestId("provider-disputed")).not.toHaveText("0");
	await expect(liar.getByTestId("provider-earned")).toContainText("0.00");
});
