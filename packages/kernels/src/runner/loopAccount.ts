import type { ProviderSummary, TabgridError, Verdicts, WireError } from "@tabgrid/protocol";
import type { ComputedReplica } from "./computeReplica.ts";
import { SessionRecord } from "./sessionRecord.ts";
import type { SubmitResult } from "./submitQueue.ts";

/** What a loop knows of itself: the matcher's word on it, what it did, and what last went wrong. */
export class LoopAccount {
	readonly #record: SessionRecord;
	readonly #onChange: () => void;
	#summary: ProviderSummary | null = null;
	#lastError: WireError | null = null;
	#leaving = false;

	/** @param onChange called after what isn't part of a larger change. */
	constructor(record: SessionRecord | undefined, onChange: () => void) {
		this.#record = record ?? new SessionRecord();
		this.#onChange = onChange;
	}

	get summary(): ProviderSummary | null {
		return this.#summary;
	}

	get lastError(): WireError | null {
		return this.#lastError;
	}

	get counts(): SessionRecord["counts"] {
		return { ...this.#record.counts };
	}

	/** The connection stands: whatever was wrong with it is past. */
	noteReady(summary: ProviderSummary): void {
		this.noteSummary(summary);
		this.#lastError = null;
	}

	noteSummary(summary: ProviderSummary): void {
		this.#summary = summary;
		this.#record.noteSummary(summary);
	}

	noteVerdicts({ verdicts, provider }: Verdicts): void {
		this.noteSummary(provider);
		for (const { state } of verdicts)
			if (state === "agreed" || state === "disagreed") this.#record.counts[state]++;
	}

	/** A result was taken or refused. */
	noteSettled(result: SubmitResult): void {
		if (result.ok) this.#record.noteAccepted();
		else this.#record.counts.refused++;
		this.#lastError = result.ok ? null : result.error;
	}

	noteComputed({ timings }: ComputedReplica): void {
		this.#record.noteComputed(timings);
	}

	/** A replica could not be computed. */
	noteFailure(error: TabgridError): void {
		this.#record.counts.errored++;
		this.note(error);
	}

	/** The loop ends and lets go of its connection: what that breaks off is no error. */
	leave(): void {
		this.#leaving = true;
	}

	/** Something went wrong. */
	note(error: TabgridError): void {
		if (this.#leaving) return;
		this.#lastError = error.toWire();
		this.#onChange();
	}
}
