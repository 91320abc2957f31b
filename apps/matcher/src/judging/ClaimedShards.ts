import type { Digest } from "@tabgrid/protocol";
import type { ShardPlace } from "../store/index.ts";

/** Shards that wait to be judged by this process at most; the claims of others run out. */
const mostShards = 100_000;
/** From so many waiting shards on, new leases wait for judging, which must keep up in the end. */
const manyShards = 2_000;
/** How long they wait at most, in ms: should judging be stuck, providers still get work. */
const patienceMs = 1_000;
/** Outputs kept at hand until they are compared, in bytes. */
const mostBytes = 32 * 2 ** 20;

/**
 * What submissions here have made ready to be judged: the shards, and the outputs that came inline, so
 * that neither is searched for in the database again. Holds nothing that matters: what is forgotten,
 * or lost with the process, is found there when its claim is over.
 */
export class ClaimedShards {
	readonly #shards = new Map<string, ShardPlace>();
	readonly #outputs = new Map<Digest, Uint8Array<ArrayBuffer>>();
	#bytes = 0;
	/** When shards that others left were last looked for; epoch ms. */
	othersSeenAt = 0;
	#waiting: (() => void)[] = [];

	add(shard: ShardPlace): void {
		if (this.#shards.size < mostShards)
			this.#shards.set(`${shard.jobId}/${shard.shardIndex}`, shard);
	}

	/** Up to `limit` shards, those added first; they are forgotten here. */
	take(limit: number): ShardPlace[] {
		const taken: ShardPlace[] = [];
		for (const [key, shard] of this.#shards) {
			if (taken.length === limit) break;
			taken.push(shard);
			this.#shards.delete(key);
		}
		if (this.#shards.size < manyShards) for (const go of this.#waiting.splice(0)) go();
		return taken;
	}

	/** Resolves when judging isn't far behind, or after a while. */
	async room(): Promise<void> {
		if (this.#shards.size < manyShards) return;
		await new Promise<void>((resolve) => {
			const timer = setTimeout(resolve, patienceMs);
			this.#waiting.push(() => {
				clearTimeout(timer);
				resolve();
			});
		});
	}

	/** Remembers a stored output; the oldest ones make room. */
	keepOutput(digest: Digest, output: Uint8Array<ArrayBuffer>): void {
		if (this.#outputs.has(digest)) return;
		// A copy: the message it came in may be a small part of a large buffer. Not by `slice`: the
		// socket's bytes are a Buffer, whose `slice` copies nothing.
		this.#outputs.set(digest, new Uint8Array(output));
		this.#bytes += output.byteLength;
		for (const [oldest, { byteLength }] of this.#outputs) {
			if (this.#bytes <= mostBytes) break;
			this.#outputs.delete(oldest);
			this.#bytes -= byteLength;
		}
	}

	output(digest: Digest): Uint8Array<ArrayBuffer> | undefined {
		return this.#outputs.get(digest);
	}
}
