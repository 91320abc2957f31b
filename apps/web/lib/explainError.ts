import { TabgridError } from "@tabgrid/protocol";

/** What went wrong, in words that a person can act on. */
export interface Explanation {
	/** `rejected`: the person said no in the wallet, so nothing happened and nothing is lost. */
	readonly kind: "rejected" | "gas" | "offline" | "network" | "revert" | "grid" | "other";
	readonly message: string;
}

/**
 * Turns an error of the matcher or of the page itself into an {@link Explanation}. Where a wallet or
 * the chain may have thrown it, `explainWalletError` knows more; pages without a wallet go without its
 * code.
 */
export function explainError(error: unknown): Explanation {
	if (error instanceof TabgridError)
		return { kind: error.code === "UNAVAILABLE" ? "offline" : "grid", message: error.message };
	if (error instanceof Error) return { kind: "other", message: error.message };
	return { kind: "other", message: "Something went wrong that has no name." };
}
