/** A value that must be released when it leaves the cache. */
interface Releasable {
	release(): Promise<void>;
}

/**
 * Warm sessions by key, least recently used first, within a bound of bytes. The one just added always
 * stays, even when it alone is over the bound.
 */
export class SessionCache<S extends Releasable> {
	readonly #entries = new Map<string, { session: S; bytes: number }>();
	readonly #maxBytes: number;
	#bytes = 0;

	/** @param maxBytes - sum of the sizes that sessions are added with. */
	constructor(maxBytes: number) {
		this.#maxBytes = maxBytes;
	}

	/** The session of this key, which becomes the most recently used. */
	get(key: string): S | undefined {
		const entry = this.#entries.get(key);
		if (entry === undefined) return undefined;
		this.#entries.delete(key);
		this.#entries.set(key, entry);
		return entry.session;
	}

	/** Releases the least recently used until `bytes` more fit: call it before making a session. */
	async makeRoom(bytes: number): Promise<void> {
		for (const [key, entry] of [...this.#entries]) {
			if (this.#bytes + bytes <= this.#maxBytes) return;
			this.#entries.delete(key);
			this.#bytes -= entry.bytes;
			await entry.session.release();
		}
	}

	/** Adds a session of this size, after {@link makeRoom}. */
	async add(key: string, session: S, bytes: number): Promise<void> {
		await this.makeRoom(bytes);
		this.#entries.set(key, { session, bytes });
		this.#bytes += bytes;
	}

	/** Keys of all sessions, least recently used first. */
	keys(): string[] {
		return [...this.#entries.keys()];
	}

	/** Sum of the sizes of the sessions held, in bytes. */
	get bytes(): number {
		return this.#bytes;
	}
}
