import {
	type Address,
	BlobStored,
	CreateJobReply,
	type Digest,
	ErrorBody,
	FaucetReply,
	GridConfig,
	type JobId,
	type JobSpec,
	JobView,
	MissingBlobsReply,
	ShardView,
	TabgridError,
	VoucherList,
} from "@tabgrid/protocol";
import type { z } from "zod";

/** The matcher's HTTP API for a client in Node. Every method throws TabgridError. */
export class MatcherApi {
	readonly #base: string;

	/** @param base the matcher's address, without a trailing slash. */
	constructor(base: string) {
		this.#base = base;
	}

	config(): Promise<GridConfig> {
		return this.#json("/config", GridConfig);
	}

	job(jobId: JobId): Promise<JobView> {
		return this.#json(`/jobs/${jobId}`, JobView);
	}

	shard(jobId: JobId, shardIndex: number): Promise<ShardView> {
		return this.#json(`/jobs/${jobId}/shards/${shardIndex}`, ShardView);
	}

	createJob(spec: JobSpec): Promise<CreateJobReply> {
		return this.#post("/jobs", CreateJobReply, { spec });
	}

	vouchers(wallet: Address): Promise<VoucherList> {
		return this.#json(`/vouchers?wallet=${wallet}`, VoucherList);
	}

	/** Gas money and test dollars; on a devnet only. */
	faucet(address: Address): Promise<z.infer<typeof FaucetReply>> {
		return this.#post("/faucet", FaucetReply, { address });
	}

	async missingBlobs(digests: readonly Digest[]): Promise<Digest[]> {
		return (await this.#post("/blobs/missing", MissingBlobsReply, { digests })).missing;
	}

	async putBlob(digest: Digest, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
		await this.#json(`/blobs/${digest}`, BlobStored, {
			method: "PUT",
			headers: { "content-type": "application/octet-stream" },
			body: bytes,
		});
	}

	async blob(digest: Digest): Promise<Uint8Array<ArrayBuffer>> {
		return new Uint8Array(await (await this.#fetch(`/blobs/${digest}`)).arrayBuffer());
	}

	#post<S extends z.ZodType>(path: string, schema: S, body: unknown): Promise<z.infer<S>> {
		return this.#json(path, schema, {
			method: "POST",
			headers: { "content-type": "application/json" },
			body: JSON.stringify(body),
		});
	}

	async #json<S extends z.ZodType>(
		path: string,
		schema: S,
		init?: RequestInit,
	): Promise<z.infer<S>> {
		return schema.parse(await (await this.#fetch(path, init)).json());
	}

	async #fetch(path: string, init?: RequestInit): Promise<Response> {
		const response = await fetch(this.#base + path, init).catch((cause: unknown) => {
			throw new TabgridError("UNAVAILABLE", `The matcher at ${this.#base} does not answer.`, {
				cause,
			});
		});
		if (response.ok) return response;
		const body = ErrorBody.safeParse(await response.json().catch(() => undefined));
		if (body.success) throw TabgridError.fromWire(body.data.error);
		throw new TabgridError("INTERNAL", `${path} was answered with status ${response.status}.`);
	}
}
