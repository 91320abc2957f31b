import {
	type DashboardToMatcher,
	type JobId,
	type JobUpdate,
	type JobView,
	type MatcherToDashboard,
	type Stats,
	TabgridError,
	Watch,
} from "@tabgrid/protocol";
import type { DefaultEventsMap, Namespace, Socket } from "socket.io";
import type { Logger } from "../log.ts";
import type { Metrics } from "../metrics.ts";
import type { RateLimit } from "../RateLimit.ts";
import { changedShardsSince, type Db, jobView } from "../store/index.ts";
import { Listener } from "./listen.ts";

export type DashboardNamespace = Namespace<
	DashboardToMatcher,
	MatcherToDashboard,
	DefaultEventsMap,
	Record<string, never>
>;
type DashboardSocket = Socket<
	DashboardToMatcher,
	MatcherToDashboard,
	DefaultEventsMap,
	Record<string, never>
>;

export interface DashboardParts {
	readonly db: Db;
	readonly stats: () => Promise<Stats>;
	readonly rate: RateLimit;
	readonly log: Logger;
	readonly metrics: Metrics;
}

/** At most two updates of a job a second. */
const jobTickMs = 500;
/** Every so many ticks a job is looked at though nothing was heard here: other matchers write too. */
const quietTicks = 10;
const statsTickMs = 2_000;
const watchesPerSocket = 20;

interface Watched {
	cursor: string | null;
	dirty: boolean;
	quiet: number;
	/** The last view sent, as JSON: equal ones aren't sent again. */
	sent: string;
}

/** Dashboards: who watches which job, and what they were last told. */
export class DashboardHub {
	readonly #namespace: DashboardNamespace;
	readonly #parts: DashboardParts;
	readonly #watched = new Map<JobId, Watched>();
	readonly #timers: NodeJS.Timeout[];
	#ticking: Promise<void> | undefined;
	#listStale = false;

	constructor(namespace: DashboardNamespace, parts: DashboardParts) {
		this.#namespace = namespace;
		this.#parts = { ...parts, log: parts.log.child({ part: "dashboards" }) };
		namespace.on("connection", (socket) => this.#serve(socket));
		this.#timers = [
			setInterval(() => {
				this.#ticking ??= this.#tick().finally(() => {
					this.#ticking = undefined;
				});
			}, jobTickMs),
			setInterval(() => void this.#sendStats(), statsTickMs),
		];
	}

	jobChanged(jobId: JobId): void {
		const watched = this.#watched.get(jobId);
		if (watched) watched.dirty = true;
	}

	jobsChanged(): void {
		this.#listStale = true;
	}

	async close(): Promise<void> {
		for (const timer of this.#timers) clearInterval(timer);
		await this.#ticking;
	}

	#serve(socket: DashboardSocket): void {
		const { rate, log, metrics } = this.#parts;
		metrics.sockets.set({ namespace: "dashboard" }, this.#namespace.sockets.size);
		const listener = new Listener(socket, rate, log, metrics);
		listener.on("watch", Watch, ({ jobId }) => this.#watch(socket, jobId));
		listener.on("unwatch", Watch, async ({ jobId }) => {
			await socket.leave(roomOf(jobId));
			return null;
		});
		listener.onBare("stats", async () => {
			await socket.join("stats");
			return this.#parts.stats();
		});
		socket.on("disconnect", () => {
			metrics.sockets.set({ namespace: "dashboard" }, this.#namespace.sockets.size);
		});
	}

	async #watch(socket: DashboardSocket, jobId: JobId): Promise<null> {
		if ([...socket.rooms].filter((room) => room.startsWith("job:")).length >= watchesPerSocket)
			throw new TabgridError(
				"RATE_LIMITED",
				`Watch ${watchesPerSocket} jobs at most; unwatch one.`,
			);
		const view = await jobView(this.#parts.db, jobId);
		if (view === null) throw new TabgridError("NOT_FOUND", `There is no job ${jobId}.`);
		await socket.join(roomOf(jobId));
		const watched = this.#watched.get(jobId);
		if (watched === undefined) {
			const { cursor } = await changedShardsSince(this.#parts.db, jobId, null);
			this.#watched.set(jobId, { cursor, dirty: true, quiet: 0, sent: "" });
		} else {
			// The others may have been sent a newer view while this one was read: it is sent to all again.
			watched.dirty = true;
			watched.sent = "";
		}
		socket.emit("job", { job: view, changed: [] });
		return null;
	}

	async #tick(): Promise<void> {
		if (this.#listStale) {
			this.#listStale = false;
			this.#namespace.emit("jobs");
		}
		for (const [jobId, watched] of this.#watched) {
			if (!this.#namespace.adapter.rooms.has(roomOf(jobId))) {
				this.#watched.delete(jobId);
				continue;
			}
			watched.quiet += 1;
			if (!watched.dirty && watched.quiet < quietTicks) continue;
			watched.dirty = false;
			watched.quiet = 0;
			try {
				await this.#update(jobId, watched);
			} catch (err) {
				watched.dirty = true;
				this.#parts.log.warn({ err, jobId }, "A job's watchers could not be updated.");
			}
		}
	}

	async #update(jobId: JobId, watched: Watched): Promise<void> {
		const { changed, cursor } = await changedShardsSince(this.#parts.db, jobId, watched.cursor);
		const job: JobView | null = await jobView(this.#parts.db, jobId);
		if (job === null) return;
		const text = JSON.stringify(job);
		watched.cursor = cursor;
		if (changed.length === 0 && text === watched.sent) return;
		watched.sent = text;
		const update: JobUpdate = { job, changed };
		this.#namespace.to(roomOf(jobId)).emit("job", update);
	}

	async #sendStats(): Promise<void> {
		if (!this.#namespace.adapter.rooms.has("stats")) return;
		try {
			this.#namespace.to("stats").emit("stats", await this.#parts.stats());
		} catch (err) {
			this.#parts.log.warn({ err }, "The grid's figures could not be read.");
		}
	}
}

const roomOf = (jobId: JobId) => `job:${jobId}`;
