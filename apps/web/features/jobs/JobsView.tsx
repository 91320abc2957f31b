"use client";
import { useConnectModal } from "@rainbow-me/rainbowkit";
import { Address } from "@tabgrid/protocol";
import { useDeferredValue } from "react";
import { useAccount } from "wagmi";
import { Button, ButtonLink } from "@/components/Button";
import { Card } from "@/components/Card";
import { EmptyState } from "@/components/EmptyState";
import { QueryError } from "@/components/QueryError";
import { SkeletonRows } from "@/components/Skeleton";
import { jobStrings } from "@/strings/jobs";
import { JobFilterBar } from "./JobFilterBar";
import { JobList } from "./JobList";
import { useJobFilter } from "./useJobFilter";
import { useJobs } from "./useJobs";

const words = jobStrings.list;

/** All jobs of the grid, or those of the connected wallet, narrowed by state and search. */
export function JobsView() {
	const { filter, change } = useJobFilter();
	const { address } = useAccount();
	const { openConnectModal } = useConnectModal();
	const mine = filter.whose === "mine";
	const q = useDeferredValue(filter.q.trim());
	const jobs = useJobs({
		client: mine && address ? Address.parse(address) : undefined,
		state: filter.state ?? undefined,
		q: q === "" ? undefined : q,
		enabled: !mine || address !== undefined,
	});
	const list = jobs.data?.pages.flatMap((page) => page.jobs) ?? [];
	const narrowed = filter.state !== null || q !== "";
	return (
		<>
			<JobFilterBar filter={filter} onChange={change} />
			<Card aria-busy={jobs.isFetching || undefined}>
				{mine && address === undefined ? (
					<EmptyState
						title={words.connectTitle}
						actions={
							<Button variant="secondary" onClick={openConnectModal}>
								{words.connect}
							</Button>
						}
					>
						{words.connectWhy}
					</EmptyState>
				) : jobs.isPending ? (
					<SkeletonRows label={words.loading} />
				) : jobs.isError && list.length === 0 ? (
					<QueryError error={jobs.error} what={words.what} retry={() => void jobs.refetch()} />
				) : list.length > 0 ? (
					<JobList jobs={list} label={mine ? words.myJobs : words.all} />
				) : narrowed ? (
					<EmptyState
						testId="jobs-none-found"
						title={words.nothingFound}
						actions={
							<Button variant="secondary" onClick={() => change({ state: null, q: "" })}>
								{words.clear}
							</Button>
						}
					>
						{words.nothingFoundWhy}
					</EmptyState>
				) : (
					<EmptyState
						testId="jobs-empty"
						title={mine ? words.noneMine : words.none}
						actions={<ButtonLink href="/jobs/new">{words.newJob}</ButtonLink>}
					>
						{words.noneWhy}
					</EmptyState>
				)}
			</Card>
			{jobs.hasNextPage ? (
				<div className="mt-4 flex justify-center">
					<Button
						variant="secondary"
						busy={jobs.isFetchingNextPage}
						data-testid="older-jobs"
						onClick={() => void jobs.fetchNextPage()}
					>
						{words.older}
					</Button>
				</div>
			) : null}
		</>
	);
}
