import type { CreateConnectorFn } from "@wagmi/core";

export {
	type InjectedParameters,
	injected,
	type MockParameters,
	mock,
} from "@wagmi/core";

type Parameters = Record<string, unknown>;
type Unavailable = (parameters?: Parameters) => CreateConnectorFn;
export type BaseAccountParameters = Parameters;
export type CoinbaseWalletParameters = Parameters;
export type GeminiParameters = Parameters;
export type MetaMaskParameters = Parameters;
export type PortoParameters = Parameters;
export type SafeParameters = Parameters;
export type WalletConnectParameters = Parameters;
export declare const baseAccount: Unavailable;
export declare const coinbaseWallet: Unavailable;
export declare const gemini: Unavailable;
export declare const metaMask: Unavailable;
export declare const porto: Unavailable;
export declare const safe: Unavailable;
export declare const walletConnect: Unavailable;
export declare const version: string;
