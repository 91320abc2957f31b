import { randomUUID } from "node:crypto";
import { Digest, JobId, ProviderId, ReplicaId } from "@tabgrid/protocol";
import { expect, it } from "vitest";
import { LeasePlaces } from "./LeasePlaces.ts";

const jobId = JobId.parse(`0x${"0b".repeat(32)}`);
const providerId = ProviderId.parse("ab".repeat(32));
const lease = (shardIndex: number) => ({
	replicaId: ReplicaId.parse(randomUUID()),
	jobId,
	shardIndex,
	input: Digest.parse("cd".repeat(32)),
	inputBytes: 1,
	leaseMs: 1_000,
});

it("finds all of a message's replicas, or leaves the whole message to the database", () => {
	const places = new LeasePlaces();
	const [first, second] = [lease(4), lease(5)];
	places.add(providerId, { jobs: [], leases: [first, second] });
	const found = places.find([first.replicaId, second.replicaId]);
	expect(found?.get(second.replicaId)).toEqual({
		replicaId: second.replicaId,
		providerId,
		jobId,
		shardIndex: 5,
	});
	expect(places.find([first.replicaId, lease(6).replicaId])).toBeUndefined();
	places.forget(first.replicaId);
	expect(places.find([first.replicaId])).toBeUndefined();
});
