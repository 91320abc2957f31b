import { type Address, signatureMaxAgeMs, TabgridError } from "@tabgrid/protocol";
import { type Hex, type TypedDataDefinition, verifyTypedData } from "viem";
import type { Chain } from "./connectChain.ts";

export interface SignatureTimes {
	/** Epoch ms. */
	readonly issuedAt: number;
	readonly now: number;
	/** How old it may be, ms; signatureMaxAgeMs unless told. */
	readonly maxAgeMs?: number;
}

/**
 * Checks an EIP-712 signature by a key or by a contract wallet (ERC-1271, ERC-6492).
 * @throws TabgridError BAD_SIGNATURE when it isn't the wallet's, is too old, or is from a clock that is more
 * than signatureMaxAgeMs ahead; UNAVAILABLE when only the chain could tell and it doesn't answer.
 */
export async function checkWalletSignature(
	chain: Pick<Chain, "reader">,
	wallet: Address,
	typedData: TypedDataDefinition,
	signature: Hex,
	{ issuedAt, now, maxAgeMs = signatureMaxAgeMs }: SignatureTimes,
): Promise<void> {
	if (issuedAt - now > signatureMaxAgeMs || now - issuedAt > maxAgeMs)
		throw new TabgridError(
			"BAD_SIGNATURE",
			"The signature is too old, or its clock is more than ten minutes ahead. Sign again.",
		);
	const claim = { ...typedData, address: wallet, signature };
	// Most wallets are keys: that needs no chain. A malformed signature throws here.
	if (await verifyTypedData(claim).catch(() => false)) return;
	let valid: boolean;
	try {
		const code = await chain.reader.getCode({ address: wallet });
		valid = code === undefined ? false : await chain.reader.verifyTypedData(claim);
	} catch (cause) {
		throw new TabgridError(
			"UNAVAILABLE",
			"The chain doesn't answer, so the signature can't be checked.",
			{ cause },
		);
	}
	if (!valid)
		throw new TabgridError("BAD_SIGNATURE", `The signature is not by the wallet ${wallet}.`);
}
