import type { Server as HttpServer, IncomingMessage } from "node:http";
import { limits } from "@tabgrid/protocol";
import { Server } from "socket.io";
import { Decoder, Encoder } from "socket.io-parser";
import { clientAddress } from "../clientAddress.ts";
import type { Config } from "../config.ts";
import { RateLimit } from "../RateLimit.ts";

/** The settings that concern sockets. */
type SocketConfig = Pick<Config, "corsOrigins" | "rates" | "trustProxy">;

/** Takes a whole batch of inline results; by itself socket.io closes a socket that sends over ten. */
class BatchDecoder extends Decoder {
	constructor() {
		super({ maxAttachments: limits.submitBatch });
	}
}

/**
 * A socket.io server on the HTTP server: messages up to limits.socketMessage, a bounded number of
 * connections for each address, browsers of the configured origins only.
 */
export function createSocketServer(http: HttpServer, config: SocketConfig): Server {
	const { corsOrigins, rates, trustProxy } = config;
	const anyOrigin = corsOrigins.includes("*");
	const open = new Map<string, number>();
	// Each connection may cost a signature check: nobody needs to come back this often.
	const attempts = new RateLimit("connections", 4 * rates.socketsPerAddress, 60);
	const addressOf = (request: IncomingMessage) =>
		clientAddress(request.headers, request.socket.remoteAddress, trustProxy);
	const io = new Server(http, {
		serveClient: false,
		maxHttpBufferSize: limits.socketMessage,
		parser: { Encoder, Decoder: BatchDecoder },
		// A page of another origin must not act for its visitors; programs send no origin.
		cors: { origin: anyOrigin ? "*" : [...corsOrigins] },
		allowRequest(request, decide) {
			const { origin } = request.headers;
			const originFits = anyOrigin || origin === undefined || corsOrigins.includes(origin);
			const address = addressOf(request);
			const room = (open.get(address) ?? 0) < rates.socketsPerAddress;
			if (!originFits || !room) return decide(null, false);
			attempts.take(address).then(
				() => decide(null, true),
				() => decide(null, false),
			);
		},
		pingInterval: 10_000,
		pingTimeout: 10_000,
	});
	io.engine.on(
		"connection",
		(socket: { request: IncomingMessage; once(e: "close", f: () => void): void }) => {
			const address = addressOf(socket.request);
			open.set(address, (open.get(address) ?? 0) + 1);
			socket.once("close", () => {
				const left = (open.get(address) ?? 1) - 1;
				if (left > 0) open.set(address, left);
				else open.delete(address);
			});
		},
	);
	return io;
}
