import { explainRevert } from "@tabgrid/contracts";
import { BaseError, ChainMismatchError, HttpRequestError, UserRejectedRequestError } from "viem";
import { type Explanation, explainError } from "./explainError";

/** wagmi's own errors, which are no viem errors, by name. */
const walletErrors: Readonly<Record<string, Explanation>> = {
	ConnectorChainMismatchError: {
		kind: "network",
		message: "Your wallet is on another network. Switch it and try again.",
	},
	ConnectorNotConnectedError: { kind: "other", message: "Connect a wallet first." },
	ConnectorAccountNotFoundError: {
		kind: "other",
		message: "The wallet no longer offers this account. Connect it again.",
	},
};

function explainChainError(error: BaseError): Explanation {
	const rejected = error.walk(
		(cause) =>
			cause instanceof UserRejectedRequestError ||
			(cause instanceof Object && "code" in cause && cause.code === 4001),
	);
	if (rejected)
		return { kind: "rejected", message: "You declined in your wallet. Nothing was sent or lost." };
	if (error.walk((cause) => cause instanceof ChainMismatchError))
		return {
			kind: "network",
			message: "Your wallet is on another network. Switch it and try again.",
		};
	if (/insufficient funds/i.test(error.message))
		return { kind: "gas", message: "The wallet has too little ether to pay for gas." };
	const revert = explainRevert(error);
	if (revert) return { kind: "revert", message: revert.message };
	if (error.walk((cause) => cause instanceof HttpRequestError))
		return { kind: "offline", message: "The chain's RPC does not answer. Try again in a moment." };
	return { kind: "other", message: error.shortMessage };
}

/** Turns any error of the matcher, the wallet or the chain into an {@link Explanation}. */
export function explainWalletError(error: unknown): Explanation {
	if (error instanceof BaseError) return explainChainError(error);
	const known = error instanceof Error ? walletErrors[error.name] : undefined;
	return known ?? explainError(error);
}
