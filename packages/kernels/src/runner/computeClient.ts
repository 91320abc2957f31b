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

/** A request that the worker hasn't answered. */
interface Pending {
	readonly kind: ComputeKind;
	readonly timeoutMs: number;
	/** Nobody waits for its answer any more. */
	givenUp: boolean;
	resolve(answer: unknown): void;
	reject(error: TabgridError): void;
}

/**
 * The loop's handle on the compute worker, which answers requests in the order in which they came. The
 * first of them is what it computes: if that is aborted or out of time the worker is **terminated**
 * (WebAssembly and a GPU queue can't be interrupted otherwise), those behind it are rejected with
 * CONFLICT, and the next one starts a new worker. One that waits is only given up.
 */
export class ComputeClient {
	readonly #spawn: SpawnCompute;
	#worker: ComputeWorker | undefined;
	#nextId = 1;
	#warm = new Map<Digest, Backend>();
	/** In the order of the worker's answers; those given up stay until theirs comes. */
	readonly #pending = new Map<number, Pending>();

	constructor(spawn: SpawnCompute) {
		this.#spawn = spawn;
	}

	/** The backend of the model's warm session, if there is one. */
	warmBackend(model: Digest): Backend | undefined {
		return this.#warm.get(model);
	}

	/**
	 * Sends a request and waits for its answer. Buffers in `transfer` are gone afterwards.
	 * @throws TabgridError the worker's own; RUN_TIMEOUT after `timeoutMs`, or STOPPED when it only waited
	 * for its turn all the time; STOPPED when aborted; CONFLICT when the worker was terminated before its turn.
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
			const timer = setTimeout(() => this.#timeOut(id), options.timeoutMs);
			const abort = () => this.#giveUp(id, stopped());
			options.signal?.addEventListener("abort", abort, { once: true });
			const settled = () => {
				clearTimeout(timer);
				options.signal?.removeEventListener("abort", abort);
			};
			this.#pending.set(id, {
				kind,
				timeoutMs: options.timeoutMs,
				givenUp: false,
				resolve: (value) => {
					settled();
					resolve(value);
				},
				reject: (error) => {
					settled();
					reject(error);
				},
			});
			worker.post(message, options.transfer ?? []);
		});
		const parsed = parseOrThrow(computeAnswers[kind], answer, "INTERNAL") as ComputeAnswer<K>;
		if ("warm" in parsed && "model" in body) this.#noteWarm(parsed, body.model);
		return parsed;
	}

	/**
	 * Ends the worker now: what it computes is rejected with `error`; what waits behind is too when that is
	 * STOPPED, and otherwise with CONFLICT, for it may be tried again.
	 */
	terminate(error: TabgridError = stopped()): void {
		this.#end(error, error.code === "STOPPED" ? error : overtaken());
	}

	#end(error: TabgridError, behind: TabgridError): void {
		this.#worker?.terminate();
		this.#worker = undefined;
		this.#warm = new Map();
		const [first, ...others] = this.#pending.values();
		this.#pending.clear();
		first?.reject(error);
		for (const { reject } of others) reject(behind);
	}

	#timeOut(id: number): void {
		const pending = this.#pending.get(id);
		if (pending === undefined) return;
		const late = "Its time was over before its turn came.";
		const error = this.#computes(id)
			? new TabgridError("RUN_TIMEOUT", timeoutText(pending.kind, pending.timeoutMs))
			: new TabgridError("STOPPED", late);
		this.#giveUp(id, error);
	}

	/** Ends the worker for what it computes; what waits is computed in vain, if it comes to that. */
	#giveUp(id: number, error: TabgridError): void {
		const pending = this.#pending.get(id);
		if (pending === undefined) return;
		pending.givenUp = true;
		if (this.#computes(id)) this.#end(error, overtaken());
		else pending.reject(error);
	}

	/** Whether it is this request's turn. */
	#computes(id: number): boolean {
		const [first] = this.#pending.keys();
		return id === first;
	}

	/** The worker goes on with the next request; in vain, it must end some time all the same. */
	#answered(id: number): void {
		this.#pending.delete(id);
		const [next] = this.#pending;
		if (next?.[1].givenUp)
			setTimeout(
				() => this.#computes(next[0]) && this.#giveUp(next[0], stopped()),
				next[1].timeoutMs,
			);
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
		if (!reply.ok) {
			const error = TabgridError.fromWire(reply.error);
			// Neither a full heap nor a dead device gets better by itself.
			const broken = error.code === "OUT_OF_MEMORY" || error.code === "DEVICE_LOST";
			if (broken) this.terminate(error);
			else {
				this.#answered(reply.id);
				pending?.reject(error);
			}
			return;
		}
		this.#answered(reply.id);
		pending?.resolve(reply.answer);
	}
}

const overtaken = () =>
	new TabgridError("CONFLICT", "The compute worker was ended before its turn came.");

const timeoutText = (kind: ComputeKind, ms: number) =>
	`The ${kind === "run" ? "run" : `step "${kind}"`} took longer than the ${Math.round(ms)} ms it had.`;
