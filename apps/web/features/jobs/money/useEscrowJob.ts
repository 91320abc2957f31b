"use client";
import { jobEscrowAbi } from "@tabgrid/contracts";
import type { JobView } from "@tabgrid/protocol";
import { useQuery } from "@tanstack/react-query";
import { usePublicClient } from "wagmi";
import { useGridConfig } from "@/lib/matcher/useMatcher";

/**
 * A job as the escrow contract itself has it; the chain's word, not the matcher's. Asked for anew when
 * the matcher tells of another state.
 */
export function useEscrowJob({ jobId, state }: Pick<JobView, "jobId" | "state">) {
	const client = usePublicClient();
	const escrow = useGridConfig().data?.escrow;
	return useQuery({
		queryKey: ["escrowJob", escrow, jobId, state],
		enabled: escrow !== undefined && client !== undefined,
		refetchInterval: 10_000,
		queryFn: async () => {
			if (!client || !escrow) throw new Error("The chain is not known yet.");
			const [job, block] = await Promise.all([
				client.readContract({
					abi: jobEscrowAbi,
					address: escrow,
					functionName: "job",
					args: [`0x${jobId.slice(2)}`],
				}),
				client.getBlock(),
			]);
			return { job, chainTime: block.timestamp };
		},
	});
}
