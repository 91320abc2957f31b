// Stands in for the registry's @wagmi/connectors: Tabgrid offers injected wallets and its own burner,
// so the SDKs of a dozen wallets (and several hundred MB of their dependencies) stay out of the tree.
export { injected, mock } from "@wagmi/core";

const unavailable = (name) => () => {
	throw new Error(`${name}: this wallet connector is not part of Tabgrid's build`);
};
export const baseAccount = unavailable("baseAccount");
export const coinbaseWallet = unavailable("coinbaseWallet");
export const gemini = unavailable("gemini");
export const metaMask = unavailable("metaMask");
export const porto = unavailable("porto");
export const safe = unavailable("safe");
export const walletConnect = unavailable("walletConnect");
export const version = "6.2.0";
