"use client";
import { testDollarAbi } from "@tabgrid/contracts";
import { useQuery } from "@tanstack/react-query";
import { useAccount, usePublicClient } from "wagmi";
import { useGridConfig } from "@/lib/matcher/useMatcher";

/** What the connected wallet holds: tokens in minor units, and gas money in wei. */
export function useTokenBalance() {
	const { address } = useAccount();
	const client = usePublicClient();
	const token = useGridConfig().data?.token.address;
	return useQuery({
		queryKey: ["tokenBalance", token, address],
		enabled: address !== undefined && token !== undefined && client !== undefined,
		refetchInterval: 10_000,
		queryFn: async () => {
			if (!address || !token || !client) throw new Error("No wallet is connected.");
			const [tokens, wei] = await Promise.all([
				client.readContract({
					abi: testDollarAbi,
					address: token,
					functionName: "balanceOf",
					args: [address],
				}),
				client.getBalance({ address }),
			]);
			return { tokens, wei };
		},
	});
}
