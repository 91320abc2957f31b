"use client";
import { checkAnchor, readAnchor } from "@tabgrid/contracts";
import type { ReceiptsHeader } from "@tabgrid/protocol";
import { useQuery } from "@tanstack/react-query";
import { createPublicClient, http } from "viem";
import type { CheckedReport } from "./worker/messages";

/** Compares the checked receipts with the chain, once they are read. */
export function useAnchor(
	rpcUrl: string,
	header: ReceiptsHeader | null,
	report: CheckedReport | null,
) {
	return useQuery({
		queryKey: ["anchor", rpcUrl, header?.jobId, report?.root],
		enabled: header !== null && report !== null,
		retry: 1,
		queryFn: async () => {
			if (header === null || report === null) throw new Error("Nothing was checked yet.");
			const reader = createPublicClient({ transport: http(rpcUrl, { retryCount: 1 }) });
			const anchor = await readAnchor(reader, header.spec, header.jobId);
			return { problems: checkAnchor(header.spec, report, anchor) };
		},
	});
}
