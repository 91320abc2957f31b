import type { Server as HttpServer, IncomingMessage } from "node:http";
import { limits } from "@tabgrid/protocol";
import { Server } from "socket.io";
import { Decoder, Encoder } from "socket.io-parser";
import { clientAddress } from "../clientAddress.ts";
import type { Config } from "../config.ts";
import type { Logger } from "../log.ts";
import { RateLimit } from "../RateLimit.ts";
import { refuseCrowds } from "./refuseCrowds.ts";

/** The settings that concern sockets. */
type SocketConfig = Pick<Config, "corsOrigins" | "rates" | "trustProxy">;

/**
 * Connections above the limit are let in for a moment, to be told why they are refused; from this many
 * times the limit on they aren't even heard.
 */
const crowdFactor = 2;

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
export function createSocketServer(http: HttpServer, config: SocketConfig, log: Logger): Server {
	const { corsOrigins, rates, trustProxy } = config;
	const anyOrigin = corsOrigins.includes("*");
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
			if (!originFits) return decide("FORBIDDEN", false);
			if (countOf(address) >= crowdFactor * rates.socketsPerAddress)
				return decide("RATE_LIMITED", false);
			attempts.take(address).then(
				() => decide(null, true),
				() => decide("RATE_LIMITED", false),
			);
		},
		pingInterval: 10_000,
		pingTimeout: 10_000,
	});
	const countOf = refuseCrowds(io, rates.socketsPerAddress, addressOf, log);
	return io;
}
