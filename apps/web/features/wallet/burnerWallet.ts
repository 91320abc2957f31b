import type { Wallet } from "@rainbow-me/rainbowkit";
import type { Chain } from "viem";
import { createConnector, injected } from "wagmi";
import { burnerAccount } from "./burnerKey";
import { burnerProvider } from "./burnerProvider";

const icon = `data:image/svg+xml,${encodeURIComponent(
	'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 28 28"><rect width="28" height="28" fill="#0b6e4f"/><path d="M14 5c1 4 5 5.500 5 10.200A5 5 0 0 1 14 20.500a5 5 0 0 1-5-5.300C9 12.500 11 12 11.500 9.500 13 10.500 13 12 13 13c1.500-2 1.800-5 1-8z" fill="#fff"/></svg>',
)}`;

/** RainbowKit's entry for the burner wallet of a local devnet. */
export function burnerWallet(chain: Chain): Wallet {
	return {
		id: "burner",
		name: "Burner wallet",
		shortName: "Burner",
		iconUrl: icon,
		iconBackground: "#0b6e4f",
		installed: true,
		createConnector: (details) =>
			createConnector((config) => ({
				...injected({
					target: () => ({
						id: "burner",
						name: "Burner wallet",
						provider: burnerProvider(burnerAccount, chain),
					}),
				})(config),
				...details,
			})),
	};
}
