"use client";
import { Address, linkTypedData, TabgridError } from "@tabgrid/protocol";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useAccount, useConfig } from "wagmi";
import { signTypedData } from "wagmi/actions";
import { toast } from "@/components/Toast";
import { useProvider } from "@/features/provide/useProvider";
import { explainWalletError } from "@/lib/explainWalletError";
import { useGridConfig } from "@/lib/matcher/useMatcher";
import { earningsStrings } from "@/strings/earnings";

const words = earningsStrings.browser;

/** Names this browser's session key as the wallet's delegate: from then on the wallet is paid. */
export function useLinkWallet() {
	const config = useConfig();
	const { address } = useAccount();
	const grid = useGridConfig().data;
	const { state, link } = useProvider();
	const queryClient = useQueryClient();
	return useMutation({
		mutationFn: async () => {
			if (!grid) throw new TabgridError("UNAVAILABLE", "The matcher does not answer.");
			if (!address) throw new TabgridError("UNAUTHENTICATED", "Connect a wallet first.");
			if (!state?.sessionKey)
				throw new TabgridError("UNAVAILABLE", "This tab has not made its session key yet.");
			const wallet = Address.parse(address);
			const issuedAt = Date.now();
			const signature = await signTypedData(
				config,
				linkTypedData(
					{ chainId: grid.chainId, escrow: grid.escrow },
					{ sessionKey: state.sessionKey, wallet, issuedAt },
				),
			);
			await link({ wallet, issuedAt, signature });
			await queryClient.invalidateQueries({ queryKey: ["vouchers"] });
			await queryClient.invalidateQueries({ queryKey: ["provider"] });
		},
		onSuccess: () => toast.done(words.linkedNow, words.linkedMeans),
		onError: (error) => toast.failed(words.notLinkedNow, explainWalletError(error).message),
	});
}
