import { type Backend, limits, TabgridError, type Timings } from "@tabgrid/protocol";
import { now } from "./clock.ts";
import type { ComputeClient } from "./computeClient.ts";
import type { InputPrefetcher } from "./inputs.ts";
import type { HeldLease } from "./leaseBook.ts";
import type { ModelStore } from "./modelStore.ts";
import { runBudgetMs } from "./pace.ts";

/** A replica's output, before it is signed. */
export interface ComputedReplica {
	/** The encoded tensor bundle that is attested. */
	readonly output: Uint8Array<ArrayBuffer>;
	/** The backend that computed it. */
	readonly backend: Backend;
	/** `attest` holds only the encoding so far. */
	readonly timings: Timings;
}

/** How a replica stands in the compute worker's queue. */
export interface Queue {
	/** Resolves when the one before it is done; until then it isn't called computing. */
	readonly turn?: Promise<unknown> | undefined;
	/** Its run is in the worker's queue: another may be put behind it. */
	queued?(): void;
}

/**
 * Fetches what is missing and computes one leased replica within its lease.
 * @throws TabgridError of the blob client, the compute worker, RUN_TIMEOUT, STOPPED, or TOO_LARGE.
 */
export async function computeReplica(
	held: HeldLease,
	using: {
		compute: ComputeClient;
		models: ModelStore;
		inputs: InputPrefetcher;
		backend: Backend;
	},
	queue: Queue = {},
): Promise<ComputedReplica> {
	const { compute, models, inputs } = using;
	const { job } = held;
	const signal = held.gone.signal;
	// Whose turn comes too late has not run too long: that is nothing to hold against the job.
	const budget = () => {
		const left = runBudgetMs(held.expiresAt - now());
		if (left === 0) throw new TabgridError("STOPPED", "Its lease was over before its turn came.");
		return left;
	};

	held.step = "fetching";
	const started = now();
	let backend = compute.warmBackend(job.model);
	const cold = backend === undefined;
	if (backend === undefined) {
		const bytes = await models.get(job.model, job.modelBytes, signal);
		const loaded = await compute.request(
			"load",
			{ backend: using.backend, model: job.model, bytes },
			{ timeoutMs: budget(), signal, transfer: [bytes.buffer] },
		);
		backend = loaded.backend;
	}
	if (job.backend !== undefined && job.backend !== backend)
		throw new TabgridError(
			"MODEL_FAILED",
			`The job wants results of ${job.backend}, and this model runs on ${backend} here.`,
		);
	const modelMs = cold ? now() - started : 0;
	const input = await inputs.take(held);

	const nowComputing = () => {
		if (held.step === "fetching") held.step = "computing";
	};
	if (queue.turn === undefined) nowComputing();
	else queue.turn.then(nowComputing, nowComputing);
	const copy = new Uint8Array(input.bytes); // the original serves a second attempt on a new device
	const running = compute.request(
		"run",
		{
			model: job.model,
			kernel: job.kernel,
			kernelVersion: job.kernelVersion,
			params: job.params,
			input: copy,
		},
		{ timeoutMs: budget(), signal, transfer: [copy.buffer] },
	);
	queue.queued?.();
	const answer = await running;
	if (answer.output.byteLength > limits.shardOutput)
		throw new TabgridError(
			"TOO_LARGE",
			`The shard's result has ${answer.output.byteLength} bytes; ${limits.shardOutput} are allowed.`,
		);
	return {
		output: answer.output,
		backend,
		timings: {
			model: modelMs,
			input: input.ms,
			prepare: answer.prepare,
			run: answer.run,
			attest: answer.encode,
		},
	};
}
