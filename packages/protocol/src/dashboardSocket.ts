import { z } from "zod";
import { JobView, Stats } from "./http.ts";
import { JobId } from "./ids.ts";
import type { Ack } from "./providerSocket.ts";

/** The socket.io namespace of dashboards: read only, nothing to sign. */
export const dashboardNamespace = "/dashboard";

/** `watch`: from now on send `job` for this job; `unwatch` ends it. */
export const Watch = z.strictObject({ jobId: JobId });
export type Watch = z.infer<typeof Watch>;

/** Server event `job`, at most twice a second: the job as GET /jobs/:id, and shards that changed. */
export const JobUpdate = z.object({
	job: JobView,
	/** Pairs of shard index and state letter (shardLetters) changed since the last update. */
	changed: z.array(z.tuple([z.int(), z.string().length(1)])),
});
export type JobUpdate = z.infer<typeof JobUpdate>;

/** Server event `stats`, every two seconds to sockets that joined with `stats`. */
export const StatsUpdate = Stats;

export interface DashboardToMatcher {
	watch(message: Watch, ack: (reply: Ack<null>) => void): void;
	unwatch(message: Watch, ack: (reply: Ack<null>) => void): void;
	stats(ack: (reply: Ack<Stats>) => void): void;
}

export interface MatcherToDashboard {
	job(message: z.input<typeof JobUpdate>): void;
	/** A job was posted or changed state: lists should refresh. */
	jobs(): void;
	stats(message: Stats): void;
}
