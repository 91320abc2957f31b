import type {
	Address,
	Capabilities,
	MatcherToProvider,
	ProviderId,
	ProviderToMatcher,
	SessionKey,
} from "@tabgrid/protocol";
import type { DefaultEventsMap, Namespace, Socket } from "socket.io";
import type { Metrics } from "../metrics.ts";

/** An authenticated provider's tab. */
export interface ProviderSession {
	readonly providerId: ProviderId;
	readonly sessionKey: SessionKey;
	/** The session key as its attestations are verified with. */
	readonly verifyKey: CryptoKey;
	readonly instance: string;
	/** Where it calls from, see networkOf. */
	readonly network: string;
	/** The same where it tells providers apart; null on one machine. */
	readonly block: string | null;
	readonly capabilities: Capabilities;
	wallet: Address | null;
	/** It asked for more than it got, and should be told when there is work. */
	waiting: boolean;
}

export interface ProviderSocketData {
	challenge?: { readonly sessionKey: SessionKey; readonly text: string };
	session?: ProviderSession;
}
export type ProviderNamespace = Namespace<
	ProviderToMatcher,
	MatcherToProvider,
	DefaultEventsMap,
	ProviderSocketData
>;
export type ProviderSocket = Socket<
	ProviderToMatcher,
	MatcherToProvider,
	DefaultEventsMap,
	ProviderSocketData
>;

/** A tab of a provider, as the store knows it. */
export interface Tab {
	readonly providerId: ProviderId;
	readonly instance: string;
}

interface Connected {
	readonly socket: ProviderSocket;
	readonly session: ProviderSession;
}

const tabKey = ({ providerId, instance }: Tab) => `${providerId}:${instance}`;

/**
 * The providers connected to this process. Holds nothing that matters: a restart empties it and the
 * providers come back.
 */
export class ProviderHub {
	/** By tab. */
	readonly #sockets = new Map<string, Connected>();
	readonly #byProvider = new Map<ProviderId, Set<Connected>>();
	readonly #leaving = new Map<string, NodeJS.Timeout>();
	readonly #metrics: Metrics;
	readonly #graceMs: number;
	readonly #abandon: (tab: Tab) => Promise<void>;

	/** `abandon` is called when a tab has been gone for `graceMs`. It must not throw. */
	constructor(metrics: Metrics, graceMs: number, abandon: (tab: Tab) => Promise<void>) {
		this.#metrics = metrics;
		this.#graceMs = graceMs;
		this.#abandon = abandon;
	}

	/** A tab authenticated on a socket; an older socket of the same tab is closed. */
	join(socket: ProviderSocket, session: ProviderSession): void {
		const key = tabKey(session);
		clearTimeout(this.#leaving.get(key));
		this.#leaving.delete(key);
		const older = this.#sockets.get(key);
		if (older) this.#remove(key, older);
		const connected = { socket, session };
		this.#sockets.set(key, connected);
		const own = this.#byProvider.get(session.providerId);
		if (own) own.add(connected);
		else this.#byProvider.set(session.providerId, new Set([connected]));
		this.#count();
		if (older && older.socket !== socket) older.socket.disconnect(true);
	}

	/** A socket closed. Unless its tab is on another one by now, its leases return after the grace. */
	leave(socket: ProviderSocket, session: ProviderSession): void {
		const key = tabKey(session);
		const connected = this.#sockets.get(key);
		if (connected?.socket !== socket) return;
		this.#remove(key, connected);
		this.#count();
		const { providerId, instance } = session;
		const timer = setTimeout(() => {
			this.#leaving.delete(key);
			void this.#abandon({ providerId, instance });
		}, this.#graceMs);
		this.#leaving.set(key, timer);
	}

	/** The tab's socket, if it is connected here. */
	socketOf(tab: Tab): ProviderSocket | undefined {
		return this.#sockets.get(tabKey(tab))?.socket;
	}

	/** How many other tabs of this provider are connected here. */
	otherTabs({ providerId, instance }: Tab): number {
		const own = [...(this.#byProvider.get(providerId) ?? [])];
		return own.filter(({ session }) => session.instance !== instance).length;
	}

	/** All sockets of a provider (several browsers may hold one session key). */
	socketsOf(providerId: ProviderId): ProviderSocket[] {
		return [...(this.#byProvider.get(providerId) ?? [])].map(({ socket }) => socket);
	}

	sessions(): Connected[] {
		return [...this.#sockets.values()];
	}

	/** Tabs that wait for work; they no longer do once told. */
	takeWaiting(): ProviderSocket[] {
		const waiting = this.sessions().filter(({ session }) => session.waiting);
		for (const { session } of waiting) session.waiting = false;
		return waiting.map(({ socket }) => socket);
	}

	anyWaiting(): boolean {
		return this.sessions().some(({ session }) => session.waiting);
	}

	/** Forgets the timers of tabs that left; another start of the matcher sees to their leases. */
	close(): void {
		for (const timer of this.#leaving.values()) clearTimeout(timer);
		this.#leaving.clear();
	}

	#remove(key: string, connected: Connected): void {
		this.#sockets.delete(key);
		const own = this.#byProvider.get(connected.session.providerId);
		own?.delete(connected);
		if (own?.size === 0) this.#byProvider.delete(connected.session.providerId);
	}

	#count(): void {
		this.#metrics.sockets.set({ namespace: "provider" }, this.#sockets.size);
	}
}
