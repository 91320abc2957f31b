import { setTimeout as pause } from "node:timers/promises";
import { type JobView, TabgridError } from "@tabgrid/protocol";
import { isFinal, watchJob } from "@tabgrid/sdk";
import type { Connection } from "../connect.ts";
import type { Context } from "../context.ts";
import { resultsLine } from "../jobText.ts";
import { ProgressLine } from "../ProgressLine.ts";
import type { Access } from "./openAccess.ts";
import { ResultReader } from "./ResultReader.ts";
import type { ResultSink } from "./ResultSink.ts";

/** A result is told moments after its shard counts as verified; asked again so often, at this distance in ms. */
const lateness = { tries: 25, ms: 200 };

export interface ReadOptions {
	readonly follow: boolean;
	readonly access: Access | undefined;
}

/** Brings a job's results into a sink: those there are, or with `follow` all until it ends. Answers its last view. */
export async function readResults(
	{ signal }: Context,
	{ api }: Connection,
	job: JobView,
	sink: ResultSink,
	{ follow, access }: ReadOptions,
): Promise<JobView> {
	const reader = new ResultReader({ api, job, access, sink, signal });
	if (!follow) {
		await reader.pull();
		await reader.dropUntold();
		return job;
	}
	const progress = new ProgressLine();
	let last = job;
	try {
		for await (const view of watchJob(api, job.jobId, { signal })) {
			// Of a job with a trust policy others are told little before its end.
			const all = isFinal(view) || access !== undefined || view.spec.policy.trust === undefined;
			const expected = all ? view.shards.verified : 0;
			for (let tries = 0; ; tries++) {
				await patiently(() => reader.pull(), signal);
				progress.show(resultsLine(view, sink.held.size), view.state !== last.state);
				if (sink.held.size >= expected || tries >= lateness.tries) break;
				await pause(lateness.ms, undefined, { signal });
			}
			last = view;
		}
		await patiently(() => reader.dropUntold(), signal);
	} finally {
		progress.end();
	}
	return last;
}

const passing: ReadonlySet<string> = new Set(["UNAVAILABLE", "RATE_LIMITED"]);

/** Does it until the matcher, which may be away for a while, has answered. */
async function patiently(work: () => Promise<void>, signal: AbortSignal): Promise<void> {
	for (;;) {
		try {
			return await work();
		} catch (error) {
			if (!(error instanceof TabgridError) || !passing.has(error.code)) throw error;
			await pause(error.retryAfterMs ?? 1_000, undefined, { signal });
		}
	}
}
