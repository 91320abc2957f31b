import { TabgridError } from "@tabgrid/protocol";
import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";

/** So many points in a time, for each key (an address, a socket). */
export class RateLimit {
	readonly #limiter: RateLimiterMemory;
	readonly #what: string;

	constructor(what: string, points: number, seconds: number) {
		this.#what = what;
		this.#limiter = new RateLimiterMemory({ points, duration: seconds });
	}

	/** Takes points. @throws TabgridError RATE_LIMITED with the time to wait. */
	async take(key: string, points = 1): Promise<void> {
		try {
			await this.#limiter.consume(key, points);
		} catch (reason) {
			if (!(reason instanceof RateLimiterRes)) throw reason;
			const retryAfterMs = Math.max(1, Math.ceil(reason.msBeforeNext));
			throw new TabgridError(
				"RATE_LIMITED",
				`Too many ${this.#what}; try again in ${Math.ceil(retryAfterMs / 1_000)} s.`,
				{ retryAfterMs },
			);
		}
	}
}
