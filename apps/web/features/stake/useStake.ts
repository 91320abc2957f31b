"use client";
import { providerStakesAbi } from "@tabgrid/contracts";
import type { ProviderId } from "@tabgrid/protocol";
import { useQuery } from "@tanstack/react-query";
import { useAccount, usePublicClient } from "wagmi";
import { useGridConfig } from "@/lib/matcher/useMatcher";
import { standingOf } from "./stakeStanding";

/**
 * What the connected wallet has at stake for a provider: the chain's word, which the matcher hears a
 * little later. `aheadMs` is by how much the chain's clock is ahead of this machine's.
 */
export function useStake(providerId: ProviderId | undefined) {
	const { address } = useAccount();
	const client = usePublicClient();
	const grid = useGridConfig().data;
	const stakes = grid?.stakes ?? undefined;
	return useQuery({
		queryKey: ["stake", stakes, providerId, address],
		enabled:
			stakes !== undefined &&
			providerId !== undefined &&
			address !== undefined &&
			client !== undefined,
		refetchInterval: 10_000,
		queryFn: async () => {
			if (!client || !grid || !stakes || !providerId || !address)
				throw new Error("The chain is not known yet.");
			const [stake, block] = await Promise.all([
				client.readContract({
					abi: providerStakesAbi,
					address: stakes,
					functionName: "stakeOf",
					args: [grid.operator, `0x${providerId}`, address],
				}),
				client.getBlock(),
			]);
			const aheadMs = Math.max(0, Number(block.timestamp) * 1_000 - Date.now());
			return { standing: standingOf(stake, block.timestamp), aheadMs };
		},
	});
}
