import {
	type Address,
	type CancelRequest,
	type CreateJobReply,
	type Digest,
	type HistoryRange,
	type JobId,
	type JobSpec,
	type JobState,
	type LeaderboardPeriod,
	type NameRequest,
	type ProviderId,
	type ResultAccess,
	TabgridError,
} from "@tabgrid/protocol";
import type { z } from "zod";
import { loadReplies, postJson, request, requestJson } from "./request";

/** Which jobs to list; see GET /jobs. */
export interface JobFilter {
	readonly client?: Address;
	readonly state?: JobState;
	readonly q?: string;
	readonly cursor?: string;
	readonly limit?: number;
}

/** The matcher's HTTP API, one method a route. Every method throws TabgridError. */
export class MatcherClient {
	readonly baseUrl: string;

	constructor(baseUrl: string) {
		this.baseUrl = baseUrl;
	}

	config() {
		return requestJson(`${this.baseUrl}/config`, (replies) => replies.GridConfig);
	}

	kernels() {
		return requestJson(`${this.baseUrl}/kernels`, (replies) => replies.KernelList);
	}

	stats() {
		return requestJson(`${this.baseUrl}/stats`, (replies) => replies.Stats);
	}

	jobs(filter: JobFilter = {}) {
		const query = new URLSearchParams();
		for (const [name, value] of Object.entries(filter))
			if (value !== undefined) query.set(name, String(value));
		return requestJson(`${this.baseUrl}/jobs?${query}`, (replies) => replies.JobList);
	}

	job(jobId: JobId) {
		return requestJson(`${this.baseUrl}/jobs/${jobId}`, (replies) => replies.JobView);
	}

	/** A page of a job's log, oldest first, from after the line `after` on. */
	jobEvents(jobId: JobId, { after, limit }: { after?: number | undefined; limit: number }) {
		const query = new URLSearchParams({ limit: String(limit) });
		if (after !== undefined) query.set("after", String(after));
		return requestJson(
			`${this.baseUrl}/jobs/${jobId}/events?${query}`,
			(replies) => replies.JobEventList,
		);
	}

	/** The shards of a job with a trust policy that had a second look, the newest first. */
	jobChecks(jobId: JobId) {
		return requestJson(
			`${this.baseUrl}/jobs/${jobId}/checks?limit=500`,
			(replies) => replies.JobCheckList,
		);
	}

	shardMap(jobId: JobId) {
		return requestJson(`${this.baseUrl}/jobs/${jobId}/shards`, (replies) => replies.ShardMap);
	}

	shard(jobId: JobId, shardIndex: number) {
		return requestJson(
			`${this.baseUrl}/jobs/${jobId}/shards/${shardIndex}`,
			(replies) => replies.ShardView,
		);
	}

	/**
	 * What is verified so far, in the order of verification; pass `next` as `after` for more.
	 * @param access the client's leave to see what others may see when the job settles.
	 */
	async results(
		jobId: JobId,
		query: { outputs: "inline" | "none"; after?: string },
		access?: ResultAccess,
	) {
		const search = new URLSearchParams(query);
		const url = `${this.baseUrl}/jobs/${jobId}/results?${search}`;
		return requestJson(
			url,
			(replies) => replies.ResultList,
			access
				? { headers: { authorization: (await loadReplies()).resultAccessHeader(access) } }
				: {},
		);
	}

	createJob(spec: JobSpec): Promise<CreateJobReply> {
		return postJson(`${this.baseUrl}/jobs`, (replies) => replies.CreateJobReply, { spec });
	}

	cancelJob(jobId: JobId, body: z.input<typeof CancelRequest>) {
		return postJson(`${this.baseUrl}/jobs/${jobId}/cancel`, (replies) => replies.CancelReply, body);
	}

	vouchers(wallet: Address) {
		return requestJson(
			`${this.baseUrl}/vouchers?wallet=${wallet}`,
			(replies) => replies.VoucherList,
		);
	}

	redemptions(wallet: Address) {
		return requestJson(
			`${this.baseUrl}/redemptions?wallet=${wallet}`,
			(replies) => replies.RedemptionList,
		);
	}

	/** Redeems the wallet's vouchers of these jobs with the operator's gas. */
	redeem(wallet: Address, jobIds: readonly JobId[]) {
		return postJson(`${this.baseUrl}/redemptions`, (replies) => replies.RedemptionReply, {
			wallet,
			jobIds,
		});
	}

	provider(providerId: ProviderId) {
		return requestJson(
			`${this.baseUrl}/providers/${providerId}`,
			(replies) => replies.ProviderView,
		);
	}

	providerHistory(providerId: ProviderId) {
		return requestJson(
			`${this.baseUrl}/providers/${providerId}/history`,
			(replies) => replies.ProviderHistory,
		);
	}

	nameProvider(providerId: ProviderId, body: NameRequest) {
		return postJson(
			`${this.baseUrl}/providers/${providerId}/name`,
			(replies) => replies.ProviderView,
			body,
		);
	}

	network() {
		return requestJson(`${this.baseUrl}/network`, (replies) => replies.NetworkView);
	}

	networkHistory(range: HistoryRange) {
		return requestJson(
			`${this.baseUrl}/network/history?range=${range}`,
			(replies) => replies.NetworkHistory,
		);
	}

	leaderboard(period: LeaderboardPeriod) {
		return requestJson(
			`${this.baseUrl}/network/leaderboard?period=${period}`,
			(replies) => replies.Leaderboard,
		);
	}

	/** Gas money and test dollars; a devnet's matcher only. */
	faucet(address: Address) {
		return postJson(`${this.baseUrl}/faucet`, (replies) => replies.FaucetReply, { address });
	}

	/** Which of these blobs the matcher does not have yet. */
	async missingBlobs(digests: readonly Digest[]): Promise<Digest[]> {
		const reply = await postJson(
			`${this.baseUrl}/blobs/missing`,
			(replies) => replies.MissingBlobsReply,
			{ digests },
		);
		return reply.missing;
	}

	putBlob(digest: Digest, bytes: Uint8Array<ArrayBuffer>, signal?: AbortSignal) {
		return requestJson(this.blobUrl(digest), (replies) => replies.BlobStored, {
			method: "PUT",
			headers: { "content-type": "application/octet-stream" },
			body: bytes,
			...(signal ? { signal } : {}),
		});
	}

	/** @throws TabgridError DIGEST_MISMATCH when the bytes are not those that the digest names. */
	async blob(digest: Digest): Promise<Blob> {
		const response = await request(this.blobUrl(digest));
		const bytes = new Uint8Array(await response.arrayBuffer());
		const { digestLarge } = await loadReplies();
		const found = await digestLarge(bytes);
		if (found !== digest)
			throw new TabgridError("DIGEST_MISMATCH", "The matcher sent other bytes than it promised.", {
				details: { wanted: digest, found },
			});
		return new Blob([bytes]);
	}

	/** @returns a stored blob's size in bytes. @throws TabgridError MISSING_BLOB when it isn't stored. */
	async blobSize(digest: Digest): Promise<number> {
		const response = await fetch(this.blobUrl(digest), {
			method: "HEAD",
			credentials: "omit",
		}).catch((cause: unknown) => {
			throw new TabgridError("UNAVAILABLE", "The matcher does not answer.", { cause });
		});
		if (!response.ok)
			throw new TabgridError("MISSING_BLOB", `The matcher does not keep the blob ${digest}.`);
		return Number(response.headers.get("content-length"));
	}

	blobUrl(digest: Digest): string {
		return `${this.baseUrl}/blobs/${digest}`;
	}
}
