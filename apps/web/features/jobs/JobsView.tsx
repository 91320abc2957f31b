"use client";
import { useConnectModal } from "@rainbow-me/rainbowkit";
import { Address } from "@tabgrid/protocol";
import { useState } from "react";
import { useAccount } from "wagmi";
import { Button, ButtonLink } from "@/components/Button";
import { Card } from "@/components/Card";
import { EmptyState } from "@/components/EmptyState";
import { QueryError } from "@/components/QueryError";
import { SkeletonRows } from "@/components/Skeleton";
import { Tabs } from "@/components/Tabs";
import { JobList } from "./JobList";
import { useJobs } from "./useJobs";

/** All jobs of the grid, or those of the connected wallet. */
export function JobsView() {
	const [whose, setWhose] = useState<"all" | "mine">("all");
	const { address } = useAccount();
	const { openConnectModal } = useConnectModal();
	const mine = whose === "mine";
	const jobs = useJobs({
		client: mine && address ? Address.parse(address) : undefined,
		enabled: !mine || address !== undefined,
	});
	const list = jobs.data?.pages.flatMap((page) => page.jobs) ?? [];
	return (
		<>
			<div className="mb-4">
				<Tabs
					label="Whose jobs"
					value={whose}
					onChange={setWhose}
					tabs={[
						{ value: "all", label: "All jobs" },
						{ value: "mine", label: "Mine" },
					]}
				/>
			</div>
			<Card>
				{mine && address === undefined ? (
					<EmptyState
						title="Your jobs belong to your wallet"
						actions={
							<Button variant="secondary" onClick={openConnectModal}>
								Connect wallet
							</Button>
						}
					>
						Connect the wallet that posted them to see them here.
					</EmptyState>
				) : jobs.isPending ? (
					<SkeletonRows label="Loading the jobs" />
				) : jobs.isError && list.length === 0 ? (
					<QueryError error={jobs.error} what="the jobs" retry={() => void jobs.refetch()} />
				) : list.length === 0 ? (
					<EmptyState
						testId="jobs-empty"
						title={mine ? "You have not posted a job yet" : "No job has been posted yet"}
						actions={<ButtonLink href="/jobs/new">New job</ButtonLink>}
					>
						A job takes two minutes: choose a kernel, drop your files, see the price, pay once.
					</EmptyState>
				) : (
					<JobList jobs={list} label={mine ? "My jobs" : "All jobs"} />
				)}
			</Card>
			{jobs.hasNextPage ? (
				<div className="mt-4 flex justify-center">
					<Button
						variant="secondary"
						busy={jobs.isFetchingNextPage}
						onClick={() => void jobs.fetchNextPage()}
					>
						Show older jobs
					</Button>
				</div>
			) : null}
		</>
	);
}
