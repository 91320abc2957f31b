import { randomBytes } from "node:crypto";
import {
	Ask,
	Authenticate,
	challengeMessage,
	Fail,
	Hello,
	type HelloReply,
	importSessionKey,
	Link,
	limits,
	protocolVersion,
	providerIdOf,
	Release,
	Submit,
	TabgridError,
	verifySessionSignature,
} from "@tabgrid/protocol";
import type { Logger } from "../log.ts";
import type { Metrics } from "../metrics.ts";
import type { RateLimit } from "../RateLimit.ts";
import { adoptLeases, connectProvider } from "../store/index.ts";
import { Listener, required } from "./listen.ts";
import type { ProviderAnswers } from "./ProviderAnswers.ts";
import type {
	ProviderHub,
	ProviderNamespace,
	ProviderSession,
	ProviderSocket,
} from "./ProviderHub.ts";

/** How long a socket may take to authenticate, in ms. */
const authenticateWithinMs = 15_000;

export interface ProviderNamespaceParts {
	readonly answers: ProviderAnswers;
	readonly hub: ProviderHub;
	readonly rate: RateLimit;
	/** Tabs that one session key may have open at a time. */
	readonly tabsPerProvider: number;
	/** Names the network that a socket comes from. */
	readonly networkOf: (
		handshake: ProviderSocket["handshake"],
	) => Pick<ProviderSession, "network" | "block">;
	readonly log: Logger;
	readonly metrics: Metrics;
}

/** Serves the provider namespace: hello → authenticate → ask, submit, fail, release, link. */
export function serveProviders(namespace: ProviderNamespace, parts: ProviderNamespaceParts): void {
	const log = parts.log.child({ part: "providers" });
	namespace.on("connection", (socket) => {
		const tooLate = setTimeout(() => socket.disconnect(true), authenticateWithinMs);
		const listener = new Listener(socket, parts.rate, log, parts.metrics);
		const { answers } = parts;
		const session = () => required(socket.data.session);

		listener.on("hello", Hello, (message) => hello(socket, message, parts));
		listener.on("authenticate", Authenticate, async (message) => {
			const reply = await authenticate(socket, message, parts);
			clearTimeout(tooLate);
			return reply;
		});
		listener.on("ask", Ask, (message) => answers.ask(session(), message));
		listener.on("submit", Submit, (message) => answers.submit(session(), message));
		listener.on("fail", Fail, (message) => answers.fail(session(), message));
		listener.on("release", Release, (message) => answers.release(session(), message));
		listener.on("link", Link, async (message) => {
			const { providerId } = session();
			const reply = await answers.link(session(), message);
			for (const { data } of parts.hub.socketsOf(providerId))
				if (data.session) data.session.wallet = reply.provider.wallet;
			return reply;
		});
		socket.on("disconnect", (reason, cause: unknown) => {
			clearTimeout(tooLate);
			if (isTooLarge(cause))
				log.warn(
					{ provider: socket.data.session?.providerId, limit: limits.socketMessage },
					"A provider sent a larger message than is allowed; its socket was closed.",
				);
			if (!socket.data.session) return;
			parts.hub.leave(socket, socket.data.session);
			log.debug({ provider: socket.data.session.providerId, reason }, "A provider left.");
		});
	});
}

/** Whether a socket was closed because of a message over the limit, as ws tells it. */
const isTooLarge = (cause: unknown) =>
	cause instanceof Error && cause.message.includes("Max payload size exceeded");

async function hello(
	socket: ProviderSocket,
	message: Hello,
	{ answers }: ProviderNamespaceParts,
): Promise<HelloReply> {
	if (message.protocol < protocolVersion)
		throw new TabgridError(
			"PROTOCOL_TOO_OLD",
			`This matcher speaks protocol ${protocolVersion}, you speak ${message.protocol}. Reload the page.`,
		);
	if (socket.data.session)
		throw new TabgridError("CONFLICT", "This socket has authenticated already.");
	const text = randomBytes(32).toString("hex");
	socket.data.challenge = { sessionKey: message.sessionKey, text };
	return { challenge: text, ...answers.domain, now: Date.now() };
}

async function authenticate(
	socket: ProviderSocket,
	message: Authenticate,
	{ answers, hub, log, tabsPerProvider, networkOf }: ProviderNamespaceParts,
) {
	const { challenge } = socket.data;
	if (!challenge) throw new TabgridError("UNAUTHENTICATED", "Say hello first.");
	// A challenge is good for one try.
	delete socket.data.challenge;
	const { sessionKey, text } = challenge;
	const proof = challengeMessage(answers.domain, text);
	const verifyKey = await importSessionKey(sessionKey).catch(() => undefined);
	if (!verifyKey || !(await verifySessionSignature(verifyKey, proof, message.signature)))
		throw new TabgridError(
			"BAD_SIGNATURE",
			"The challenge was not signed by the session key named in hello.",
		);
	const tab = { providerId: providerIdOf(sessionKey), instance: message.instance };
	if (hub.otherTabs(tab) >= tabsPerProvider) {
		log.warn(
			{ provider: tab.providerId, tabs: tabsPerProvider },
			"A provider has too many tabs open.",
		);
		throw new TabgridError(
			"RATE_LIMITED",
			`This provider has ${tabsPerProvider} tabs open, which is the most; close some of them.`,
			{ retryAfterMs: 60_000 },
		);
	}
	const { capabilities, holding } = message;
	const { network, block } = networkOf(socket.handshake);
	const connecting = { ...tab, sessionKey, capabilities, block };
	const known = await connectProvider(answers.db, connecting, Date.now());
	const stillLeased = await adoptLeases(answers.db, { ...tab, holding }, Date.now());
	if (socket.disconnected) throw new TabgridError("STOPPED", "The socket closed meanwhile.");
	const session = {
		...tab,
		sessionKey,
		verifyKey,
		network,
		block,
		capabilities,
		wallet: known.wallet,
		waiting: false,
	};
	socket.data.session = session;
	hub.join(socket, session);
	log.debug({ provider: tab.providerId, backend: capabilities.backend }, "A provider joined.");
	return { provider: known, stillLeased };
}
