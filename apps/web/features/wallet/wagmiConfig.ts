import { connectorsForWallets } from "@rainbow-me/rainbowkit";
import { injectedWallet } from "@rainbow-me/rainbowkit/wallets";
import { type Chain, defineChain } from "viem";
import { type Config, createConfig, http } from "wagmi";
import type { RuntimeConfig } from "@/lib/runtimeConfig";
import { burnerWallet } from "./burnerWallet";

/** The deployment's chain as viem knows chains. */
function chainOf({ chainId, chainName, rpcUrl }: RuntimeConfig): Chain {
	return defineChain({
		id: chainId,
		name: chainName,
		nativeCurrency: { name: "Ether", symbol: "ETH", decimals: 18 },
		rpcUrls: { default: { http: [rpcUrl] } },
		testnet: true,
	});
}

const made = new Map<boolean, Config>();

/**
 * The tab's one wagmi configuration, so that every page shares the connection: wallets that announce
 * themselves (EIP-6963), an injected one, and on a devnet the burner.
 */
export function wagmiConfig(runtime: RuntimeConfig, devnet: boolean): Config {
	const existing = made.get(devnet);
	if (existing) return existing;
	const chain = chainOf(runtime);
	const connectors = connectorsForWallets(
		[
			...(devnet ? [{ groupName: "For this devnet", wallets: [() => burnerWallet(chain)] }] : []),
			{ groupName: "Installed", wallets: [injectedWallet] },
		],
		{ appName: "Tabgrid", projectId: "" },
	);
	const config = createConfig({
		chains: [chain],
		connectors,
		transports: { [chain.id]: http(runtime.rpcUrl) },
		pollingInterval: 1_000,
		multiInjectedProviderDiscovery: true,
		// Reconnects in an effect rather than while rendering.
		ssr: true,
	});
	made.set(devnet, config);
	return config;
}
