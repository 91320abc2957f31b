import {
	ackOf,
	dashboardNamespace,
	finalJobStates,
	type JobId,
	JobUpdate,
	type JobView,
} from "@tabgrid/protocol";
import { io } from "socket.io-client";
import { z } from "zod";
import type { MatcherApi } from "./MatcherApi.ts";
import { orPassing } from "./orPassing.ts";
import { pause } from "./pause.ts";

export interface WatchOptions {
	/** Ends the watching: the loop over it throws the signal's reason. */
	readonly signal?: AbortSignal;
	/** The view after which it ends; one that will not change any more unless told. */
	readonly until?: (job: JobView) => boolean;
	/** How often the matcher is asked while the socket is down, in ms. */
	readonly pollMs?: number;
}

/** Whether a job will not change any more. */
export const isFinal = ({ state }: JobView): boolean => finalJobStates.has(state);

/**
 * Follows a job: yields it as it is, then whenever it changed, and ends with the view that satisfies
 * `until`. It listens on the dashboard socket; while that is down it asks by HTTP, and it waits for a
 * matcher that is away. Views that came while the caller was busy are skipped for the newest.
 * @throws TabgridError what the matcher answers, NOT_FOUND for one; never UNAVAILABLE.
 */
export async function* watchJob(
	api: MatcherApi,
	jobId: JobId,
	{ signal, until = isFinal, pollMs = 1_000 }: WatchOptions = {},
): AsyncGenerator<JobView, void, undefined> {
	const news = new Mailbox();
	const ended = new AbortController();
	const stop = AbortSignal.any([ended.signal, ...(signal ? [signal] : [])]);
	const socket = io(new URL(dashboardNamespace, api.baseUrl).href, {
		transports: ["websocket"],
		forceNew: true,
		reconnectionDelay: 200,
		reconnectionDelayMax: 2_000,
	});
	let listening = false;
	socket.on("job", (message: unknown) => {
		const update = JobUpdate.safeParse(message);
		if (update.success && update.data.job.jobId === jobId) news.put(update.data.job);
	});
	socket.on("connect", () => {
		socket
			.timeout(10_000)
			.emitWithAck("watch", { jobId })
			.then((reply: unknown) => {
				// Refused (too many watches, say): HTTP goes on asking, and hears the same if it is final.
				listening = ackOf(z.null()).safeParse(reply).data?.ok === true;
			})
			.catch(() => {}); // no answer in time; the socket reconnects or HTTP goes on
	});
	socket.on("disconnect", () => {
		listening = false;
	});
	void poll();

	async function poll(): Promise<void> {
		try {
			for (let first = true; !stop.aborted; first = false) {
				if (first || !listening) {
					const job = await api.job(jobId, stop).catch(orPassing);
					if (job !== undefined) news.put(job);
				}
				await pause(pollMs, stop);
			}
		} catch (error) {
			news.fail(error);
		}
	}

	try {
		let last = "";
		for (;;) {
			const job = await news.take();
			const text = JSON.stringify(job);
			if (text === last) continue;
			last = text;
			yield job;
			if (until(job)) return;
		}
	} finally {
		ended.abort();
		socket.disconnect();
	}
}

/** Holds the newest view until it is taken; a final one isn't replaced by an answer that came late. */
class Mailbox {
	#job: JobView | undefined;
	#failure: { readonly error: unknown } | undefined;
	#wake: () => void = () => {};

	put(job: JobView): void {
		if (this.#job === undefined || !isFinal(this.#job)) this.#job = job;
		this.#wake();
	}

	fail(error: unknown): void {
		this.#failure ??= { error };
		this.#wake();
	}

	async take(): Promise<JobView> {
		for (;;) {
			const job = this.#job;
			this.#job = undefined;
			if (job !== undefined) return job;
			if (this.#failure) throw this.#failure.error;
			await new Promise<void>((resolve) => {
				this.#wake = resolve;
			});
		}
	}
}
