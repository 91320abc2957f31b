import type { UploadPart, UploadProgress } from "./plannerMessages";

/** Counts an upload's bytes by part: those that arrived, those that were there, those on their way. */
export class UploadMeter {
	readonly #parts = new Map<string, { bytes: number; done: number; flying: number }>();
	#there = 0;
	#state: UploadProgress["state"] = "sending";
	#reason: string | undefined;
	readonly #tell: (progress: UploadProgress) => void;

	/** @param parts the size of each part in bytes, in the order in which they are shown. */
	constructor(
		parts: readonly { readonly name: string; readonly bytes: number }[],
		tell: (progress: UploadProgress) => void,
	) {
		for (const { name, bytes } of parts) this.#parts.set(name, { bytes, done: 0, flying: 0 });
		this.#tell = tell;
	}

	/** Bytes that need not be sent. */
	wasThere(part: string, bytes: number): void {
		this.#there += bytes;
		this.arrived(part, bytes);
	}

	arrived(part: string, bytes: number): void {
		const count = this.#parts.get(part);
		if (count) count.done += bytes;
		this.tell();
	}

	/** Bytes on their way have become more, or fewer when they are lost. */
	flying(part: string, change: number): void {
		const count = this.#parts.get(part);
		if (count) count.flying += change;
		this.tell();
	}

	/** What the upload is doing, with why when it waits. */
	set(state: UploadProgress["state"], reason?: string): void {
		if (state === this.#state && reason === this.#reason) return;
		this.#state = state;
		this.#reason = reason;
		this.tell();
	}

	tell(): void {
		const parts = [...this.#parts].map(
			([name, { bytes, done, flying }]): UploadPart => ({ name, bytes, done: done + flying }),
		);
		this.#tell({
			state: this.#state,
			...(this.#reason === undefined ? {} : { reason: this.#reason }),
			parts,
			done: parts.reduce((total, { done }) => total + done, 0),
			total: parts.reduce((total, { bytes }) => total + bytes, 0),
			there: this.#there,
		});
	}
}
