import { type Address, signatureMaxAgeMs, TabgridError } from "@tabgrid/protocol";
import { type Hex, type TypedDataDefinition, verifyTypedData } from "viem";
import type { Chain } from "./connectChain.ts";

/**
 * Checks an EIP-712 signature by a key or by a contract wallet (ERC-1271, ERC-6492).
 * @throws TabgridError BAD_SIGNATURE when it isn't the wallet's, or its time is off by more than
 * signatureMaxAgeMs; UNAVAILABLE when only the chain could tell and it doesn't answer.
 */
export async function checkWalletSignature(
	chain: Pick<Chain, "reader">,
	wallet: Address,
	typedData: TypedDataDefinition,
	signature: Hex,
	times: { readonly issuedAt: number; readonly now: number },
): Promise<void> {
	if (Math.abs(times.now - times.issuedAt) > signatureMaxAgeMs)
		throw new TabgridError(
			"BAD_SIGNATURE",
			"The signature's time is more than ten minutes off. Check the clock and sign again.",
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
