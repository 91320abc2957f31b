"use client";
import { type ReactNode, useEffect } from "react";
import { WagmiContext } from "wagmi";
import { useGridConfig } from "@/lib/matcher/useMatcher";
import { useRuntimeConfig } from "@/lib/RuntimeConfigContext";
import { hydrateOnce } from "./hydrateOnce";
import { wagmiConfig } from "./wagmiConfig";
import { walletLoaded } from "./walletWish";

/**
 * Wallet state for what stands inside, and no dialogs. It waits for GET /config, which says whether
 * this is a devnet and so whether there is a burner wallet to reconnect; without a matcher it goes on
 * without one. May stand in several places of a page: the tab has one state.
 */
export function WalletState({ children, pending }: { children: ReactNode; pending?: ReactNode }) {
	const runtime = useRuntimeConfig();
	const grid = useGridConfig();
	const known = !(grid.isPending && grid.failureCount === 0);
	const config = known ? wagmiConfig(runtime, grid.data?.devnet ?? false) : undefined;
	useEffect(() => {
		walletLoaded();
		if (config) hydrateOnce(config);
	}, [config]);
	if (config === undefined) return pending;
	return <WagmiContext.Provider value={config}>{children}</WagmiContext.Provider>;
}
