"use client";
import { jobIdOf } from "@tabgrid/protocol";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { usePublicClient } from "wagmi";
import { useGridConfig } from "@/lib/matcher/useMatcher";
import { findPosting } from "./findPosting";
import { forgetPosting, keptPostings, type Posting } from "./keptPostings";

/** The payments on this grid that an earlier page left under way, and how to forget one. */
export function usePostings() {
	const grid = useGridConfig().data;
	const [kept, setKept] = useState<readonly Posting[]>([]);
	// Those of before: what this page pays for shows its own steps.
	useEffect(() => setKept(keptPostings()), []);
	const postings = kept.filter(
		({ spec }) => spec.chainId === grid?.chainId && spec.escrow === grid.escrow,
	);
	function forget(posting: Posting) {
		forgetPosting(posting.spec);
		setKept(keptPostings());
	}
	return { postings, forget };
}

/** What became of a payment, asked again until the escrow has it. */
export function usePostingFate(posting: Posting) {
	const client = usePublicClient();
	return useQuery({
		queryKey: ["posting", jobIdOf(posting.spec), posting.hash],
		enabled: client !== undefined,
		refetchInterval: ({ state }) => (state.data === "paid" ? false : 2_000),
		retry: false,
		queryFn: async () => {
			if (!client) throw new Error("The chain is not known yet.");
			return findPosting(client, posting);
		},
	});
}
