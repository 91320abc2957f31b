/** A gate that whoever passes waits at while it is closed; closing it also stops what is under way. */
export class Gate {
	#controller = new AbortController();
	#closed: { readonly opened: Promise<void>; readonly open: () => void } | undefined;

	get isClosed(): boolean {
		return this.#closed !== undefined;
	}

	/** Aborted when the gate is closed next. */
	get signal(): AbortSignal {
		return this.#controller.signal;
	}

	close(): void {
		if (this.#closed) return;
		let open = () => {};
		const opened = new Promise<void>((resolve) => {
			open = resolve;
		});
		this.#closed = { opened, open };
		this.#controller.abort();
	}

	open(): void {
		this.#controller = new AbortController();
		const closed = this.#closed;
		this.#closed = undefined;
		closed?.open();
	}

	/** Resolves at once while the gate is open. */
	async pass(): Promise<void> {
		while (this.#closed) await this.#closed.opened;
	}
}
