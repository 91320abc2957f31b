import { type Ack, parseOrThrow, TabgridError, type WireError } from "@tabgrid/protocol";
import { z } from "zod";
import type { Logger } from "../log.ts";
import type { Metrics } from "../metrics.ts";
import type { RateLimit } from "../RateLimit.ts";
import { toWireError } from "../wireError.ts";

/** The part of a socket that {@link Listener} needs; every socket.io socket has it. */
interface EventSource {
	readonly id: string;
	// socket.io types its listeners by event; what really arrives is unknown until parsed.
	on(event: string, listener: (...args: unknown[]) => void): unknown;
}

const AckFunction = z.custom<(reply: Ack<unknown>) => void>((value) => typeof value === "function");

/**
 * Answers a socket's events: parses each message with the protocol's schema, limits the rate, and
 * acks `{ ok: true, data }` or `{ ok: false, error }`. A message without an ack function is dropped:
 * nobody would hear the answer.
 */
export class Listener {
	readonly #socket: EventSource;
	readonly #rate: RateLimit;
	readonly #log: Logger;
	readonly #metrics: Metrics;

	constructor(socket: EventSource, rate: RateLimit, log: Logger, metrics: Metrics) {
		this.#socket = socket;
		this.#rate = rate;
		this.#log = log;
		this.#metrics = metrics;
	}

	/** Answers an event that carries a message. */
	on<S extends z.ZodType>(
		event: string,
		schema: S,
		answer: (message: z.output<S>) => Promise<unknown>,
	): void {
		this.#socket.on(event, (message, ack) => {
			void this.#reply(event, ack, () => answer(parseOrThrow(schema, message)));
		});
	}

	/** Answers an event that carries nothing but its ack. */
	onBare(event: string, answer: () => Promise<unknown>): void {
		this.#socket.on(event, (ack) => {
			void this.#reply(event, ack, answer);
		});
	}

	async #reply(event: string, ack: unknown, answer: () => Promise<unknown>): Promise<void> {
		const send = AckFunction.safeParse(ack);
		if (!send.success) return this.#metrics.rejected.inc({ code: "BAD_REQUEST" });
		try {
			await this.#rate.take(this.#socket.id);
			send.data({ ok: true, data: await answer() });
		} catch (error) {
			const wire: WireError = toWireError(error, this.#log, { event, socket: this.#socket.id });
			this.#metrics.rejected.inc({ code: wire.code });
			send.data({ ok: false, error: wire });
		}
	}
}

/** For events that need a session: throws until the socket has authenticated. */
export function required<T>(session: T | undefined): T {
	if (session === undefined)
		throw new TabgridError("UNAUTHENTICATED", "Say hello and authenticate first.");
	return session;
}
