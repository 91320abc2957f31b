import { explainRevert } from "@tabgrid/contracts";
import { TabgridError } from "@tabgrid/protocol";
import {
	BaseError,
	HttpRequestError,
	InsufficientFundsError,
	UserRejectedRequestError,
} from "viem";

/** An error of a chain or a wallet in words: TabgridError with CHAIN_REFUSED, UNAVAILABLE or STOPPED. */
export function explainChain(error: unknown): TabgridError {
	if (error instanceof TabgridError) return error;
	const revert = explainRevert(error);
	const refused = (message: string) => new TabgridError("CHAIN_REFUSED", message, { cause: error });
	if (revert !== undefined) return refused(revert.message);
	if (!(error instanceof BaseError))
		return refused(error instanceof Error ? error.message : String(error));
	if (error.walk((cause) => cause instanceof UserRejectedRequestError))
		return new TabgridError("STOPPED", "The wallet's owner refused.", { cause: error });
	if (error.walk((cause) => cause instanceof InsufficientFundsError))
		return refused("The wallet has too little of the chain's own coin to pay for gas.");
	const unreachable = error.walk((cause) => cause instanceof HttpRequestError);
	if (unreachable instanceof HttpRequestError)
		return new TabgridError("UNAVAILABLE", `The chain at ${unreachable.url} does not answer.`, {
			cause: error,
		});
	return refused(error.shortMessage);
}
