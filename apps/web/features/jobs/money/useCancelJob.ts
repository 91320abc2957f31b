"use client";
import { jobEscrowAbi } from "@tabgrid/contracts";
import { cancelTypedData, type JobView, TabgridError } from "@tabgrid/protocol";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { encodeFunctionData } from "viem";
import { useConfig } from "wagmi";
import { signTypedData } from "wagmi/actions";
import { useEscrowTransaction } from "@/features/wallet/useEscrowTransaction";
import { matcherKeys, useGridConfig, useMatcher } from "@/lib/matcher/useMatcher";

/** Where a cancellation stands: what the wallet or the network is busy with. */
export type CancelStep = "sign" | "ask" | "confirm" | "wait";

/**
 * Stops a job: the client signs, the matcher stops handing out shards and signs what was earned, and
 * the client closes the escrow with that. A draft needs no transaction.
 */
export function useCancelJob(job: JobView) {
	const config = useConfig();
	const grid = useGridConfig().data;
	const matcher = useMatcher();
	const queryClient = useQueryClient();
	const send = useEscrowTransaction();
	const [step, setStep] = useState<CancelStep>("sign");
	const mutation = useMutation({
		mutationFn: async () => {
			if (!grid) throw new TabgridError("UNAVAILABLE", "The matcher does not answer.");
			setStep("sign");
			const issuedAt = Date.now();
			const signature = await signTypedData(
				config,
				cancelTypedData(
					{ chainId: grid.chainId, escrow: grid.escrow },
					{ jobId: job.jobId, issuedAt },
				),
			);
			setStep("ask");
			const { release } = await matcher.cancelJob(job.jobId, { issuedAt, signature });
			if (release !== null)
				await send(
					encodeFunctionData({
						abi: jobEscrowAbi,
						functionName: "release",
						args: [`0x${job.jobId.slice(2)}`, BigInt(release.earned), release.signature],
					}),
					({ step: now }) => setStep(now === "sent" ? "wait" : "confirm"),
				);
			await queryClient.invalidateQueries({ queryKey: matcherKeys.job(job.jobId) });
		},
	});
	return { ...mutation, step };
}
