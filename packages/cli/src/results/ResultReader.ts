import {
	type Digest,
	digestOf,
	type JobView,
	type ResultList,
	type ResultQuery,
	type ShardResult,
	TabgridError,
} from "@tabgrid/protocol";
import { downloadBlob, type MatcherApi } from "@tabgrid/sdk";
import type { z } from "zod";
import type { Access } from "./openAccess.ts";
import type { ResultSink } from "./ResultSink.ts";

/** Outputs that are no part of the list are fetched so many at once. */
const atOnce = 4;
const pageLength = 1_000;

interface ReaderParts {
	readonly api: MatcherApi;
	readonly job: Pick<JobView, "jobId" | "client">;
	readonly access: Access | undefined;
	readonly sink: ResultSink;
	readonly signal: AbortSignal;
}

/** Brings a job's verified outputs into a sink, each once and checked against its digest. */
export class ResultReader {
	readonly #parts: ReaderParts;
	#after: string | undefined;
	/** Whether what comes next may be in the sink already: then outputs aren't asked for unseen. */
	#lookFirst: boolean;

	constructor(parts: ReaderParts) {
		this.#parts = parts;
		this.#lookFirst = parts.sink.held.size > 0;
	}

	/** Takes all that is told by now and isn't held. A failure loses nothing: call it again. */
	async pull(): Promise<void> {
		for (let more = true; more; ) {
			let page = await this.#page(this.#after, this.#lookFirst ? "none" : "inline");
			if (this.#lookFirst && page.results.some((result) => !this.#holds(result)))
				page = await this.#page(this.#after, "inline");
			await this.#take(page.results.filter((result) => !this.#holds(result)));
			this.#after = page.next ?? undefined;
			more = page.more;
		}
		this.#lookFirst = false;
	}

	/** Gives up what is told no longer: a shard that was opened again and then failed. */
	async dropUntold(): Promise<void> {
		const told = new Map<number, Digest>();
		let after: string | undefined;
		for (let more = true; more; ) {
			const page = await this.#page(after, "none");
			for (const { shardIndex, digest } of page.results) told.set(shardIndex, digest);
			after = page.next ?? undefined;
			more = page.more;
		}
		for (const shardIndex of [...this.#parts.sink.held.keys()])
			if (!told.has(shardIndex)) await this.#parts.sink.drop(shardIndex);
	}

	#holds({ shardIndex, digest }: ShardResult): boolean {
		return this.#parts.sink.held.get(shardIndex) === digest;
	}

	async #take(results: readonly ShardResult[]): Promise<void> {
		for (let from = 0; from < results.length; from += atOnce) {
			const some = results.slice(from, from + atOnce);
			const outputs = await Promise.all(some.map((result) => this.#bytesOf(result)));
			for (const [place, { shardIndex, digest }] of some.entries()) {
				const output = outputs[place];
				this.#parts.signal.throwIfAborted();
				if (output) await this.#parts.sink.put(shardIndex, digest, output);
			}
		}
	}

	async #bytesOf({ shardIndex, digest, output }: ShardResult): Promise<Uint8Array> {
		if (output === null) return downloadBlob(this.#parts.api, digest, this.#parts.signal);
		const bytes = Buffer.from(output, "base64");
		if (digestOf(bytes) === digest) return bytes;
		throw new TabgridError(
			"DIGEST_MISMATCH",
			`The matcher sent other bytes for shard ${shardIndex} than it promised.`,
		);
	}

	async #page(
		after: string | undefined,
		outputs: z.infer<typeof ResultQuery>["outputs"],
	): Promise<ResultList> {
		const { api, job, access, signal } = this.#parts;
		const query = { outputs, limit: pageLength, ...(after === undefined ? {} : { after }) };
		try {
			return await api.results(job.jobId, query, signal, await access?.current());
		} catch (error) {
			throw explainRefusal(error, job, access);
		}
	}
}

/** A signature that the matcher refused, in words that say what to do. */
function explainRefusal(error: unknown, { client }: Pick<JobView, "client">, access?: Access) {
	if (!(error instanceof TabgridError) || error.code !== "BAD_SIGNATURE" || !access) return error;
	const why =
		access.signer.toLowerCase() === client
			? `The matcher refused your wallet's signature: ${error.message} Check this computer's clock.`
			: `This job is ${client}'s, and your key is ${access.signer.toLowerCase()}'s. Until the job settles only its client reads its results; --public reads what anyone may.`;
	return new TabgridError("BAD_SIGNATURE", why, { cause: error });
}
