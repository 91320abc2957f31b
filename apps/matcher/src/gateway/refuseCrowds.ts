import type { IncomingMessage } from "node:http";
import { TabgridError } from "@tabgrid/protocol";
import type { Server, Socket } from "socket.io";
import type { Logger } from "../log.ts";
import { RateLimit } from "../RateLimit.ts";

/** The part of an engine.io connection that is needed here. */
interface Connection {
	readonly request: IncomingMessage;
	once(event: "close", listener: () => void): unknown;
}

/** The error with which socket.io refuses a namespace: the client finds `data` in `connect_error`. */
function refusal(limit: number): Error {
	const error = new TabgridError(
		"RATE_LIMITED",
		`Your network has ${limit} connections open, which is the most; close some of them.`,
		{ retryAfterMs: 30_000 },
	);
	return Object.assign(new Error(error.message), { data: error.toWire() });
}

/**
 * Refuses the connections that an address has above `limit`, with a code that the client can read:
 * they are let in for as long as it takes to say so. Answers how many an address has open now.
 */
export function refuseCrowds(
	io: Server,
	limit: number,
	addressOf: (request: IncomingMessage) => string,
	log: Logger,
): (address: string) => number {
	const open = new Map<string, number>();
	const crowd = new WeakSet<object>();
	const lines = new RateLimit("lines", 1, 60);
	const countOf = (address: string) => open.get(address) ?? 0;
	const say = (address: string) =>
		lines.take(address).then(
			() => log.warn({ address, limit }, "An address has too many sockets open; more are refused."),
			() => {}, // said a moment ago
		);
	io.engine.on("connection", (connection: Connection) => {
		const address = addressOf(connection.request);
		if (countOf(address) >= limit) {
			crowd.add(connection);
			void say(address);
		}
		open.set(address, countOf(address) + 1);
		connection.once("close", () => {
			const left = countOf(address) - 1;
			if (left > 0) open.set(address, left);
			else open.delete(address);
		});
	});
	const admit = (socket: Socket, next: (error?: Error) => void) => {
		if (!crowd.has(socket.conn)) return next();
		next(refusal(limit));
		// After the refusal has been written.
		setImmediate(() => socket.conn.close());
	};
	io.use(admit);
	io.on("new_namespace", (namespace) => namespace.use(admit));
	return countOf;
}
