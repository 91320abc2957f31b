"use client";
import type { JobView } from "@tabgrid/protocol";
import dynamic from "next/dynamic";
import { useWalletWish } from "@/features/wallet/walletWish";
import { jobStateView, settledWithoutResult } from "../jobStateView";

/*
 * What a job's page shows to its client alone. Nobody else loads the wallet's code for it: these parts
 * stay away until this browser has a wallet (see useWalletWish).
 */
const inWallet = () => import("./inWallet");
const Cancel = dynamic(() => inWallet().then((module) => module.CancelInWallet), { ssr: false });
const WayOut = dynamic(() => inWallet().then((module) => module.WayOutInWallet), { ssr: false });
const Draft = dynamic(() => inWallet().then((module) => module.DraftInWallet), {
	ssr: false,
	loading: () => jobStateView.draft.meaning,
});

/** The client's button that stops the job. */
export function ClientCancel({ job }: { job: JobView }) {
	return useWalletWish() === "none" ? null : <Cancel job={job} />;
}

/** The client's ways to the money without the operator. */
export function ClientWayOut({ job }: { job: JobView }) {
	return useWalletWish() === "none" ? null : <WayOut job={job} />;
}

/** What the job's state means; a draft may have been paid without the matcher having seen it yet. */
export function StateMeaning({ job }: { job: JobView }) {
	const walletless = useWalletWish() === "none";
	if (job.state === "draft" && !walletless) return <Draft job={job} />;
	if (job.state === "settled" && job.artifact === null) return settledWithoutResult;
	return jobStateView[job.state].meaning;
}
