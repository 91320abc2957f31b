import {
	type AskReply,
	Digest,
	digestOf,
	JobId,
	limits,
	ReplicaId,
	TabgridError,
} from "@tabgrid/protocol";
import { expect, it } from "vitest";
import { inlineInputs } from "./inlineInputs.ts";

const stored = new TextEncoder().encode("a shard's input");
const blobs = {
	async read(digest: Digest) {
		if (digest !== digestOf(stored)) throw new TabgridError("MISSING_BLOB", "It isn't here.");
		return new Uint8Array(stored);
	},
};
const replyOf = (leases: readonly { input: Digest; inputBytes: number }[]): AskReply => ({
	jobs: [],
	leases: leases.map((lease, shardIndex) => ({
		...lease,
		replicaId: ReplicaId.parse(`00000000-0000-4000-8000-${String(shardIndex).padStart(12, "0")}`),
		jobId: JobId.parse(`0x${"1".repeat(64)}`),
		shardIndex,
		leaseMs: 60_000,
	})),
});
const small = { input: digestOf(stored), inputBytes: stored.byteLength };
const contentsOf = async (reply: AskReply) =>
	(await inlineInputs(blobs, reply)).leases.map(({ content }) => content);

it("puts small inputs into their leases, and leaves large and missing ones to be fetched", async () => {
	const large = { ...small, inputBytes: limits.inlineInput + 1 };
	const missing = { input: Digest.parse("a".repeat(64)), inputBytes: 15 };
	expect(await contentsOf(replyOf([small, large, missing]))).toEqual([
		new Uint8Array(stored),
		undefined,
		undefined,
	]);
});

it("leaves an answer of many leases as it is", async () => {
	const many = Array.from({ length: limits.inlineInputs + 1 }, () => small);
	expect(new Set(await contentsOf(replyOf(many)))).toEqual(new Set([undefined]));
});
