import type { ProviderSummary, Timings } from "@tabgrid/protocol";
import { now } from "./clock.ts";
import { RecentWork } from "./recentWork.ts";
import { noCounts, type SessionCounts, type SessionFigures } from "./snapshot.ts";

/** What a provider did since it started, over all the loops that it ran. */
export class SessionRecord {
	readonly counts: SessionCounts = { ...noCounts };
	readonly #recent = new RecentWork();
	#computeMs = 0;
	/** What was earned before, set by the first totals that the matcher tells. */
	#earnedBefore: bigint | undefined;
	#earned = 0n;

	/** A shard was computed; its downloads are not counted as work. */
	noteComputed({ prepare, run, attest }: Timings): void {
		this.counts.computed++;
		this.#computeMs += prepare + run + attest;
	}

	/** The matcher stored a result. */
	noteAccepted(): void {
		this.counts.accepted++;
		this.#recent.note(now());
	}

	/** New totals of the matcher; telling the same twice changes nothing. */
	noteSummary({ earned }: Pick<ProviderSummary, "earned">): void {
		const total = BigInt(earned);
		this.#earnedBefore ??= total;
		this.#earned = total - this.#earnedBefore;
	}

	/** Goes on with the plot that another tab of this browser began. */
	continueFrom(recent: readonly number[]): void {
		this.#recent.seed(recent, now());
	}

	figures(): SessionFigures {
		return {
			counts: { ...this.counts },
			computeMs: Math.round(this.#computeMs),
			earnedThisVisit: this.#earned.toString(),
			recent: this.#recent.buckets(now()),
		};
	}
}
