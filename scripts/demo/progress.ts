import type { JobView } from "@tabgrid/protocol";
import colours from "picocolors";

/** Time between two lines about a job in a log, in ms. */
const quietMs = 5_000;

/** Shows what the demo is doing, on standard error where standard output is promised to JSON. */
export class Progress {
	readonly #stream: NodeJS.WriteStream;
	#last = "";
	#open = false;
	#state: JobView["state"] | undefined;
	#quietUntil = 0;

	constructor(stream: NodeJS.WriteStream) {
		this.#stream = stream;
	}

	/** Begins a step. */
	step(sentence: string): void {
		this.#line(`${colours.cyan("•")} ${sentence}`);
	}

	/** A fact that belongs to the step. */
	note(sentence: string): void {
		this.#line(`  ${colours.dim(sentence)}`);
	}

	/**
	 * Where a job stands: one line that is rewritten on a terminal; elsewhere a new one now and then,
	 * and for each state.
	 */
	job(job: JobView): void {
		const text = jobLine(job);
		if (text === this.#last) return;
		this.#last = text;
		if (!this.#stream.isTTY) {
			if (job.state === this.#state && Date.now() < this.#quietUntil) return;
			this.#state = job.state;
			this.#quietUntil = Date.now() + quietMs;
			this.#stream.write(`  ${text}\n`);
			return;
		}
		this.#stream.write(`\r\u001b[2K  ${text}`);
		this.#open = true;
	}

	#line(text: string): void {
		this.#stream.write(`${this.#open ? "\n" : ""}${text}\n`);
		this.#open = false;
	}
}

const barWidth = 24;

function jobLine({ state, shards, shardTotal, replicas, backends }: JobView): string {
	const done = Math.round((barWidth * shards.verified) / shardTotal);
	const bar = colours.green("█".repeat(done)) + colours.dim("░".repeat(barWidth - done));
	const disputed = shards.disputed > 0 ? `, ${shards.disputed} disputed` : "";
	const failed = shards.failed > 0 ? `, ${shards.failed} failed` : "";
	return `${bar} ${shards.verified}/${shardTotal} shards verified${disputed}${failed} · ${replicas.agreed} replicas agreed, ${replicas.leased} computing · webgpu ${backends.webgpu}, wasm ${backends.wasm} · ${state}`;
}
