import type { Provider } from "@tabgrid/kernels/runner";
import { Address, type GridConfig, linkTypedData, TabgridError } from "@tabgrid/protocol";
import type { Hex } from "viem";
import { privateKeyToAccount } from "viem/accounts";

/** Names the provider's session key as the wallet's delegate: from then on the wallet is paid. */
export async function linkWallet(
	provider: Provider,
	{ chainId, escrow }: GridConfig,
	key: Hex,
): Promise<Address> {
	const { sessionKey, summary } = provider.snapshot();
	if (sessionKey === null)
		throw new TabgridError("UNAVAILABLE", "The provider has no session key yet.");
	const account = privateKeyToAccount(key);
	const wallet = Address.parse(account.address);
	if (summary?.wallet === wallet) return wallet;
	const issuedAt = Date.now();
	const signature = await account.signTypedData(
		linkTypedData({ chainId, escrow }, { sessionKey, wallet, issuedAt }),
	);
	await provider.link({ wallet, issuedAt, signature });
	return wallet;
}
