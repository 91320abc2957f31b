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
	readonly instance: string;
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

const tabKey = ({ providerId, instance }: Tab) => `${providerId}:${instance}`;

/**
 * The providers connected to this process. Holds nothing that matters: a restart empties it and the
 * providers come back.
 */
export class ProviderHub {
	readonly #sockets = new Map<string, { socket: ProviderSocket; session: ProviderSession }>();
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
		this.#sockets.set(key, { socket, session });
		if (older && older.socket !== socket) older.socket.disconnect(true);
		this.#count();
	}

	/** A socket closed. Unless its tab is on another one by now, its leases return after the grace. */
	leave(socket: ProviderSocket, session: ProviderSession): void {
		const key = tabKey(session);
		if (this.#sockets.get(key)?.socket !== socket) return;
		this.#sockets.delete(key);
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

	/** All sockets of a provider (several browsers may hold one session key). */
	socketsOf(providerId: ProviderId): ProviderSocket[] {
		return this.sessions()
			.filter(({ session }) => session.providerId === providerId)
			.map(({ socket }) => socket);
	}

	sessions(): { socket: ProviderSocket; session: ProviderSession }[] {
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

	#count(): void {
		this.#metrics.sockets.set({ namespace: "provider" }, this.#sockets.size);
	}
}
