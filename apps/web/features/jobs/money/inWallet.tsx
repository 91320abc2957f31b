"use client";
import { EscrowJobState } from "@tabgrid/contracts";
import type { JobView } from "@tabgrid/protocol";
import { WalletState } from "@/features/wallet/WalletState";
import { jobStrings } from "@/strings/jobs";
import { jobStateView } from "../jobStateView";
import { CancelJob } from "./CancelJob";
import { EscrowWayOut } from "./EscrowWayOut";
import { useEscrowJob } from "./useEscrowJob";

/** Whether the chain has the payment of a job that the matcher still takes for a draft. */
function usePaidDraft(job: JobView): boolean {
	const onChain = useEscrowJob(job).data?.job.state;
	return job.state === "draft" && onChain === EscrowJobState.Open;
}

export function CancelInWallet({ job }: { job: JobView }) {
	return (
		<WalletState>
			<CancelUnpaid job={job} />
		</WalletState>
	);
}

function CancelUnpaid({ job }: { job: JobView }) {
	return usePaidDraft(job) ? null : <CancelJob job={job} />;
}

export function WayOutInWallet({ job }: { job: JobView }) {
	return (
		<WalletState>
			<EscrowWayOut job={job} />
		</WalletState>
	);
}

export function DraftInWallet({ job }: { job: JobView }) {
	return (
		<WalletState pending={jobStateView.draft.meaning}>
			<DraftMeaning job={job} />
		</WalletState>
	);
}

function DraftMeaning({ job }: { job: JobView }) {
	return usePaidDraft(job) ? jobStrings.header.paidDraft : jobStateView.draft.meaning;
}
