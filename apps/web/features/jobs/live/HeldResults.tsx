"use client";
import { finalJobStates, type JobView } from "@tabgrid/protocol";
import dynamic from "next/dynamic";
import { Notice } from "@/components/Notice";
import { useWalletWish } from "@/features/wallet/walletWish";
import { resultStrings } from "@/strings/results";
import { useResultAccess } from "./resultAccess";

/** The client's button; its wallet's code comes only to a browser that has one. */
const Open = dynamic(() => import("./openInWallet").then((module) => module.OpenInWallet), {
	ssr: false,
});

/** Why a job with a trust policy shows less than it has, and how its client sees it all. */
export function HeldResults({ job }: { job: JobView }) {
	const access = useResultAccess(job.jobId);
	const walletless = useWalletWish() === "none";
	const held = job.trust !== null && job.state !== "settling" && !finalJobStates.has(job.state);
	if (!held || access !== undefined) return null;
	return (
		<div className="border-b border-line p-4 sm:p-5">
			<Notice
				title={resultStrings.live.held}
				testId="held-results"
				actions={walletless ? null : <Open job={job} />}
			>
				{resultStrings.live.heldWhy}
			</Notice>
		</div>
	);
}
