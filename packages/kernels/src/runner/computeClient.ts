import { type Backend, type Digest, parseOrThrow, TabgridError } from "@tabgrid/protocol";
import {
	type ComputeAnswer,
	type ComputeKind,
	ComputeReply,
	type ComputeRequest,
	computeAnswers,
} from "./computeMessages.ts";
import { stopped, toTabgridError } from "./toTabgridError.ts";

/** A running compute worker. `terminate` ends it at once, whatever it does. */
export interface ComputeWorker {
	post(message: ComputeRequest, transfer: Transferable[]): void;
	terminate(): void;
}

/** Starts a compute worker. */
export type SpawnCompute = (on: {
	message(data: unknown): void;
	/** The worker died or could not start. */
	failure(why: string): void;
}) => ComputeWorker;

type Without<K extends ComputeKind> = Omit<Extract<ComputeRequest, { kind: K }>, "id" | "kind">;

/**
 * The loop's handle on the compute worker. A request that is aborted or out of time **terminates** the
 * worker (WebAssembly and a GPU queue can't be interrupted otherwise); the next one starts a new worker.
 */
export class ComputeClient {
	readonly #spawn: SpawnCompute;
	#worker: ComputeWorker | undefined;
	#nextId = 1;
	#warm = new Map<Digest, Backend>();
	readonly #pending = new Map<
		number,
		{ resolve(answer: unknown): void; reject(error: TabgridError): void }
	>();

	constructor(spawn: SpawnCompute) {
		this.#spawn = spawn;
	}

	/** The backend of the model's warm session, if there is one. */
	warmBackend(model: Digest): Backend | undefined {
		return this.#warm.get(model);
	}

	/**
	 * Sends a request and waits for its answer. Buffers in `transfer` are gone afterwards.
	 * @throws TabgridError the worker's own, RUN_TIMEOUT after `timeoutMs`, STOPPED when aborted.
	 */
	async request<K extends ComputeKind>(
		kind: K,
		body: Without<K>,
		options: { timeoutMs: number; signal?: AbortSignal; transfer?: Transferable[] },
	): Promise<ComputeAnswer<K>> {
		if (options.signal?.aborted) throw stopped();
		const id = this.#nextId++;
		const message = { ...body, kind, id } as Extract<ComputeRequest, { kind: K }>;
		const worker = this.#running();
		const answer = await new Promise<unknown>((resolve, reject) => {
			const over = (error: TabgridError) => this.terminate(error);
			const timer = setTimeout(
				() => over(new TabgridError("RUN_TIMEOUT", timeoutText(kind, options.timeoutMs))),
				options.timeoutMs,
			);
			const abort = () => over(stopped());
			options.signal?.addEventListener("abort", abort, { once: true });
			const settle = () => {
				clearTimeout(timer);
				options.signal?.removeEventListener("abort", abort);
				this.#pending.delete(id);
			};
			this.#pending.set(id, {
				resolve: (value) => {
					settle();
					resolve(value);
				},
				reject: (error) => {
					settle();
					reject(error);
				},
			});
			worker.post(message, options.transfer ?? []);
		});
		const parsed = parseOrThrow(computeAnswers[kind], answer, "INTERNAL") as ComputeAnswer<K>;
		if ("warm" in parsed && "model" in body) this.#noteWarm(parsed, body.model);
		return parsed;
	}

	/** Ends the worker now; everything pending is rejected with `error`. */
	terminate(error: TabgridError = stopped()): void {
		this.#worker?.terminate();
		this.#worker = undefined;
		this.#warm = new Map();
		for (const { reject } of [...this.#pending.values()]) reject(error);
	}

	#noteWarm({ warm, backend }: ComputeAnswer<"load">, loaded: unknown): void {
		this.#warm = new Map(
			warm.map((digest) => [
				digest,
				digest === loaded ? backend : (this.#warm.get(digest) ?? backend),
			]),
		);
	}

	#running(): ComputeWorker {
		if (this.#worker !== undefined) return this.#worker;
		const worker = this.#spawn({
			message: (data) => this.#worker === worker && this.#receive(data),
			failure: (why) => {
				if (this.#worker === worker) this.terminate(toTabgridError(why, "MODEL_FAILED"));
			},
		});
		this.#worker = worker;
		return worker;
	}

	#receive(data: unknown): void {
		const reply = ComputeReply.parse(data);
		const pending = this.#pending.get(reply.id);
		if (reply.ok) {
			pending?.resolve(reply.answer);
			return;
		}
		const error = TabgridError.fromWire(reply.error);
		// Neither a full heap nor a dead device gets better by itself.
		if (error.code === "OUT_OF_MEMORY" || error.code === "DEVICE_LOST") this.terminate(error);
		else pending?.reject(error);
	}
}

const timeoutText = (kind: ComputeKind, ms: number) =>
	`The ${kind === "run" ? "run" : `step "${kind}"`} took longer than the ${Math.round(ms)} ms it had.`;
