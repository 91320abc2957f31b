import { testDollarAbi } from "@tabgrid/contracts";
import { permitTypedData } from "@tabgrid/protocol";
import { type Hex, parseSignature } from "viem";
import { explainChain } from "./explainChain.ts";
import type { Wallet } from "./wallet.ts";

/** An EIP-2612 permit, as `postWithPermit` and `stakeWithPermit` take it. */
export interface Permit {
	readonly deadline: bigint;
	readonly v: number;
	readonly r: Hex;
	readonly s: Hex;
}

/** How long a permit is good for, in seconds. */
const lifetime = 3_600n;

/**
 * Signs that `spender` may take `value` minor units of `token` from the wallet, within the hour.
 * @throws TabgridError STOPPED when the wallet's owner refuses, UNAVAILABLE, CHAIN_REFUSED.
 */
export async function signPermit(
	{ account, reader, writer }: Wallet,
	{ token, spender, value }: { readonly token: Hex; readonly spender: Hex; readonly value: bigint },
): Promise<Permit> {
	const contract = { address: token, abi: testDollarAbi } as const;
	try {
		const [[, name, version], nonce, block] = await Promise.all([
			reader.readContract({ ...contract, functionName: "eip712Domain" }),
			reader.readContract({ ...contract, functionName: "nonces", args: [account.address] }),
			reader.getBlock(),
		]);
		const deadline = block.timestamp + lifetime;
		const signature = await writer.signTypedData({
			account,
			...permitTypedData(
				{ name, version, chainId: writer.chain.id, address: token },
				{ owner: account.address, spender, value, nonce, deadline },
			),
		});
		const { r, s, yParity } = parseSignature(signature);
		return { deadline, v: 27 + yParity, r, s };
	} catch (error) {
		throw explainChain(error);
	}
}
