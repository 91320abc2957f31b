import {
	type Ask,
	AskReply,
	Authenticate,
	AuthenticateReply,
	ackOf,
	type Capabilities,
	type Fail,
	HelloReply,
	type Link,
	LinkReply,
	type MatcherToProvider,
	type ProviderToMatcher,
	parseOrThrow,
	protocolVersion,
	providerNamespace,
	type Release,
	type ReplicaId,
	Revoke,
	type SigningDomain,
	type Submit,
	SubmitReply,
	TabgridError,
	Verdicts,
	Voucher,
	WireError,
} from "@tabgrid/protocol";
import { io, type Socket } from "socket.io-client";
import { z } from "zod";
import { backoffMs, now, sleep } from "./clock.ts";
import type { ProviderIdentity } from "./identity.ts";
import { toTabgridError } from "./toTabgridError.ts";

const ackTimeoutMs = 15_000;

/** What the connection tells the loop. */
export interface ConnectionEvents {
	/** Authenticated, for the first time or again. */
	ready(reply: AuthenticateReply, domain: SigningDomain): void;
	/** Gone, or refused; it is being tried again unless `error` says that it is no use. */
	down(error: TabgridError): void;
	work(): void;
	revoke(message: Revoke): void;
	verdicts(message: Verdicts): void;
	vouchers(vouchers: Voucher[]): void;
	/** A message of the matcher that doesn't fit its schema. */
	garbled(error: TabgridError): void;
}

export interface ConnectionOptions {
	/** The matcher's address. */
	readonly url: string;
	readonly identity: ProviderIdentity;
	/** Random, one for the life of this worker. */
	readonly instance: string;
	/** Asked at each authentication. */
	readonly capabilities: () => Capabilities;
	readonly holding: () => ReplicaId[];
	readonly on: ConnectionEvents;
}

/**
 * The provider's socket: proves the session key whenever it connects, parses everything that arrives,
 * and comes back with jitter for as long as it is wanted.
 */
export class MatcherConnection {
	readonly #options: ConnectionOptions;
	readonly #socket: Socket<MatcherToProvider, ProviderToMatcher>;
	#ready = false;
	#wanted = false;
	#refusals = 0;
	/** Attempts in a row that did not reach the matcher. */
	#misses = 0;
	#again: ReturnType<typeof setTimeout> | undefined;
	#retryAt: number | null = null;

	constructor(options: ConnectionOptions) {
		this.#options = options;
		this.#socket = io(new URL(providerNamespace, options.url).href, {
			transports: ["websocket"],
			autoConnect: false,
			// Coming back is done here, so that a person can be told when, and need not wait for it.
			reconnection: false,
		});
		this.#listen();
	}

	/** Whether requests can be sent. */
	get ready(): boolean {
		return this.#ready && this.#socket.connected;
	}

	/** When the next attempt is made, in epoch ms; null while there is no need, or one is under way. */
	get retryAt(): number | null {
		return this.#retryAt;
	}

	/** Waits for the connection, at most `ms`. @throws TabgridError UNAVAILABLE when it doesn't come. */
	async untilReady(ms: number): Promise<void> {
		const over = now() + ms;
		while (!this.ready && now() < over) await sleep(50);
		if (!this.ready) throw new TabgridError("UNAVAILABLE", "The matcher is not connected.");
	}

	open(): void {
		this.#wanted = true;
		this.#connect();
	}

	/** Ends a wait for the next attempt. */
	tryNow(): void {
		if (this.#retryAt !== null && this.#wanted) this.#connect();
	}

	/** Connects anew, so that the matcher learns of other capabilities. */
	reopen(): void {
		this.#socket.disconnect();
		this.open();
	}

	close(): void {
		this.#wanted = false;
		clearTimeout(this.#again);
		this.#retryAt = null;
		this.#socket.disconnect();
	}

	ask = (message: Ask): Promise<AskReply> => this.#request("ask", message, AskReply);
	submit = (message: z.input<typeof Submit>): Promise<SubmitReply> =>
		this.#request("submit", message, SubmitReply);
	fail = (message: Fail): Promise<null> => this.#request("fail", message, z.null());
	release = (message: Release): Promise<null> => this.#request("release", message, z.null());
	link = (message: z.input<typeof Link>): Promise<LinkReply> =>
		this.#request("link", message, LinkReply);

	async #request<S extends z.ZodType>(
		event: keyof ProviderToMatcher,
		message: unknown,
		answer: S,
	): Promise<z.infer<S>> {
		if (!this.ready) throw new TabgridError("UNAVAILABLE", "The matcher is not connected.");
		return this.#emit(event, message, answer);
	}

	/** @throws TabgridError what the matcher answered; UNAVAILABLE when it didn't in time. */
	async #emit<S extends z.ZodType>(
		event: keyof ProviderToMatcher,
		message: unknown,
		answer: S,
	): Promise<z.infer<S>> {
		let raw: unknown;
		try {
			// The message was typed by the caller; socket.io's own typing can't follow a generic event.
			const socket: Socket = this.#socket as unknown as Socket;
			raw = await socket.timeout(ackTimeoutMs).emitWithAck(event, message);
		} catch (cause) {
			throw new TabgridError("UNAVAILABLE", `The matcher did not answer "${event}".`, { cause });
		}
		const reply: unknown = parseOrThrow(ackOf(answer), raw, "INTERNAL");
		const parsed = reply as { ok: true; data: z.infer<S> } | { ok: false; error: never };
		if (!parsed.ok) throw TabgridError.fromWire(parsed.error);
		return parsed.data;
	}

	async #authenticate(): Promise<void> {
		const { identity, instance, capabilities, holding, on } = this.#options;
		try {
			const hello = await this.#emit(
				"hello",
				{ protocol: protocolVersion, sessionKey: identity.sessionKey },
				HelloReply,
			);
			const domain = { chainId: hello.chainId, escrow: hello.escrow };
			const message = Authenticate.parse({
				signature: await identity.signChallenge(domain, hello.challenge),
				capabilities: capabilities(),
				instance,
				holding: holding(),
			});
			const reply = await this.#emit("authenticate", message, AuthenticateReply);
			this.#ready = true;
			this.#refusals = 0;
			this.#misses = 0;
			on.ready(reply, domain);
		} catch (cause) {
			if (!this.#socket.connected) return; // `disconnect` tells, and reconnecting starts over
			this.#refused(toTabgridError(cause, "INTERNAL"));
		}
	}

	/** The matcher doesn't want us, or not now: tell, and try again later, slower each time. */
	#refused(error: TabgridError): void {
		this.#socket.disconnect();
		this.#options.on.down(error);
		if (error.code === "PROTOCOL_TOO_OLD") return; // only a reload helps
		this.#later(error.retryAfterMs ?? backoffMs(this.#refusals++, { base: 1_000, max: 30_000 }));
	}

	#later(waitMs = backoffMs(this.#misses++, { base: 300, max: 10_000 })): void {
		if (!this.#wanted) return;
		clearTimeout(this.#again);
		this.#retryAt = Date.now() + Math.round(waitMs);
		this.#again = setTimeout(() => this.#connect(), waitMs);
	}

	#connect(): void {
		clearTimeout(this.#again);
		this.#retryAt = null;
		this.#socket.connect();
	}

	#listen(): void {
		const { on } = this.#options;
		const socket = this.#socket;
		socket.on("connect", () => void this.#authenticate());
		socket.on("disconnect", (reason) => {
			const was = this.#ready;
			this.#ready = false;
			if (reason === "io client disconnect") return;
			this.#later();
			if (was) on.down(new TabgridError("UNAVAILABLE", `The connection ended (${reason}).`));
		});
		socket.on("connect_error", (cause) => {
			// The matcher's own refusal, where it answered with one.
			const refusal = WireError.safeParse("data" in cause ? cause.data : undefined);
			this.#later(refusal.data?.retryAfterMs);
			on.down(
				refusal.success
					? TabgridError.fromWire(refusal.data)
					: new TabgridError("UNAVAILABLE", "The matcher can't be reached.", { cause }),
			);
		});
		const parsed =
			<S extends z.ZodType>(schema: S, handle: (message: z.infer<S>) => void) =>
			(message: unknown) => {
				try {
					handle(parseOrThrow(schema, message, "INTERNAL"));
				} catch (cause) {
					on.garbled(toTabgridError(cause, "INTERNAL"));
				}
			};
		socket.on("work", () => on.work());
		socket.on("revoke", parsed(Revoke, on.revoke));
		socket.on("verdicts", parsed(Verdicts, on.verdicts));
		socket.on(
			"vouchers",
			parsed(z.object({ vouchers: z.array(Voucher) }), ({ vouchers }) => on.vouchers(vouchers)),
		);
	}
}
