import { setTimeout as pause } from "node:timers/promises";
import type { Lease } from "@tabgrid/protocol";
import { BenchProvider } from "../matcher/BenchProvider.ts";

type ResultOf = (jobId: string, shardIndex: number) => Uint8Array<ArrayBuffer>;

/** Leases that it holds, as the loop does: the one that it answers, and one ahead. */
const held = 2;

/**
 * A provider that answers a shard every so often without computing it: as much work for the matcher as
 * the loop that answers as often, and next to none for the processor that runs models.
 */
export class SteadyClient {
	readonly #provider: BenchProvider;
	readonly #hurry = new AbortController();
	readonly #running: Promise<void>;
	/** Shards answered so far. */
	answered = 0;

	private constructor(provider: BenchProvider, everyMs: number, resultOf: ResultOf) {
		this.#provider = provider;
		this.#running = this.#run(everyMs, resultOf);
		this.#running.catch(() => {}); // told by finish()
	}

	/** Connects and begins. @throws what the matcher answered. */
	static async start(url: string, everyMs: number, resultOf: ResultOf): Promise<SteadyClient> {
		const provider = new BenchProvider(url);
		await provider.open();
		return new SteadyClient(provider, everyMs, resultOf);
	}

	/** Answers what is left as fast as it can, and leaves. @throws Error when a shard was refused. */
	async finish(): Promise<void> {
		this.#hurry.abort();
		await this.#running;
		this.#provider.close();
	}

	async #run(everyMs: number, resultOf: ResultOf): Promise<void> {
		const { signal } = this.#hurry;
		const leases: Lease[] = [];
		let next = performance.now();
		for (;;) {
			leases.push(...(await this.#provider.ask(held - leases.length)));
			const lease = leases.shift();
			if (lease === undefined) return;
			const [result] = await this.#provider.submit(this.#provider.attest([lease], resultOf));
			if (!result?.ok) throw new Error("A shard of the steady client was refused.");
			this.answered++;
			next = Math.max(next + everyMs, performance.now());
			// In a hurry it doesn't wait.
			await pause(next - performance.now(), undefined, { signal }).catch(() => {});
		}
	}
}
