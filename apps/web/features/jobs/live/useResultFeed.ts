"use client";
import { type JobView, type ShardResult, TabgridError } from "@tabgrid/protocol";
import { useEffect, useRef } from "react";
import { useMatcher } from "@/lib/matcher/useMatcher";
import { ResultFeed } from "./ResultFeed";
import { forgetResultAccess, useResultAccess } from "./resultAccess";

/** How long to wait after an error, in ms. */
const patience = 2_000;

/**
 * Hands over a job's verified shards as they come, pages at a time. A shard comes again when it was decided
 * anew, and all do when the client asks to see more than others.
 * @param outputs whether small outputs come with the list
 * @param take takes a page; it may be another function each time
 */
export function useResultFeed(
	job: JobView,
	outputs: "inline" | "none",
	take: (results: readonly ShardResult[]) => Promise<void> | void,
): void {
	const matcher = useMatcher();
	const { jobId } = job;
	const access = useResultAccess(jobId);
	const feed = useRef<ResultFeed>(undefined);
	const latest = useRef(take);
	useEffect(() => {
		latest.current = take;
	});
	useEffect(() => {
		let timer: ReturnType<typeof setTimeout> | undefined;
		const made = new ResultFeed({
			fetchPage: (after) =>
				matcher.results(jobId, { outputs, ...(after ? { after } : {}) }, access),
			take: (results) => latest.current(results),
			onError: (error) => {
				if (error instanceof TabgridError && error.code === "BAD_SIGNATURE") {
					forgetResultAccess(jobId);
					return;
				}
				timer = setTimeout(() => void made.pull(), patience);
			},
		});
		feed.current = made;
		void made.pull();
		return () => {
			clearTimeout(timer);
			made.stop();
		};
	}, [matcher, jobId, outputs, access]);
	const { verified } = job.shards;
	useEffect(() => {
		if (verified > 0) void feed.current?.pull();
	}, [verified]);
}
