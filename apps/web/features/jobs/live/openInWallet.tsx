"use client";
import { type JobView, resultAccessTypedData, TabgridError } from "@tabgrid/protocol";
import { useMutation } from "@tanstack/react-query";
import { useAccount, useConfig } from "wagmi";
import { signTypedData } from "wagmi/actions";
import { Button } from "@/components/Button";
import { toast } from "@/components/Toast";
import { WalletState } from "@/features/wallet/WalletState";
import { explainWalletError } from "@/lib/explainWalletError";
import { useGridConfig } from "@/lib/matcher/useMatcher";
import { resultStrings } from "@/strings/results";
import { keepResultAccess } from "./resultAccess";

const words = resultStrings.live;

export function OpenInWallet({ job }: { job: JobView }) {
	return (
		<WalletState>
			<OpenResults job={job} />
		</WalletState>
	);
}

/** Lets the client sign that it reads its results early; nothing for anyone else. */
function OpenResults({ job: { jobId, client } }: { job: JobView }) {
	const config = useConfig();
	const { address } = useAccount();
	const grid = useGridConfig().data;
	const open = useMutation({
		mutationFn: async () => {
			if (!grid) throw new TabgridError("UNAVAILABLE", "The matcher does not answer.");
			const issuedAt = Date.now();
			const domain = { chainId: grid.chainId, escrow: grid.escrow };
			const signature = await signTypedData(
				config,
				resultAccessTypedData(domain, { jobId, issuedAt }),
			);
			keepResultAccess(jobId, { issuedAt, signature });
		},
		onError: (error) => toast.failed(words.notOpened, explainWalletError(error).message),
	});
	if (address?.toLowerCase() !== client) return null;
	return (
		<Button
			size="sm"
			data-testid="open-results"
			busy={open.isPending}
			onClick={() => open.mutate()}
		>
			{open.isPending ? words.signing : words.open}
		</Button>
	);
}
