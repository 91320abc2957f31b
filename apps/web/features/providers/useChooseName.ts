"use client";
import { nameMessage, type ProviderId, signWithSessionKey, TabgridError } from "@tabgrid/protocol";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { toast } from "@/components/Toast";
import { explainError } from "@/lib/explainError";
import { matcherKeys, useGridConfig, useMatcher } from "@/lib/matcher/useMatcher";
import { providerStrings } from "@/strings/providers";

const { name: text } = providerStrings;

/** The browser's session key, which can sign and not be read; its database is opened when needed. */
async function sessionKeys(): Promise<CryptoKeyPair> {
	const { openRunnerDatabase, sessionKeyPair } = await import("@tabgrid/kernels/runner");
	const database = await openRunnerDatabase();
	try {
		return await sessionKeyPair(database);
	} finally {
		database.close();
	}
}

/** Lists this browser's provider under a name, or with null under none. */
export function useChooseName(providerId: ProviderId) {
	const matcher = useMatcher();
	const grid = useGridConfig().data;
	const queryClient = useQueryClient();
	return useMutation({
		mutationFn: async (name: string | null) => {
			if (!grid) throw new TabgridError("UNAVAILABLE", text.notConnected);
			const issuedAt = Date.now();
			const { privateKey } = await sessionKeys();
			const signature = await signWithSessionKey(
				privateKey,
				nameMessage(grid, { providerId, name, issuedAt }),
			);
			return matcher.nameProvider(providerId, { name, issuedAt, signature });
		},
		onSuccess: (account) => {
			queryClient.setQueryData(matcherKeys.provider(providerId), account);
			void queryClient.invalidateQueries({ queryKey: matcherKeys.leaderboards });
			if (account.name === null) toast.done(text.removed, text.removedText);
			else toast.done(text.saved, text.savedText(account.name));
		},
		onError: (error) => toast.failed(text.failed, explainError(error).message),
	});
}
