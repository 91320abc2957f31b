import { testDollarAbi } from "@tabgrid/contracts";
import { type Hex, parseSignature } from "viem";
import type { Contracts } from "./escrow.ts";
import type { Wallet } from "./wallet.ts";

/** An EIP-2612 permit, as `postWithPermit` takes it. */
export interface Permit {
	readonly deadline: bigint;
	readonly v: number;
	readonly r: Hex;
	readonly s: Hex;
}

/** How long a permit is good for, in seconds. */
const lifetime = 3_600n;

/** Signs that the escrow may take `value` minor units from the wallet. */
export async function signPermit(
	{ account, reader, writer }: Wallet,
	{ escrow, token }: Contracts,
	value: bigint,
): Promise<Permit> {
	const contract = { address: token, abi: testDollarAbi } as const;
	const [name, nonce, block] = await Promise.all([
		reader.readContract({ ...contract, functionName: "name" }),
		reader.readContract({ ...contract, functionName: "nonces", args: [account.address] }),
		reader.getBlock(),
	]);
	const deadline = block.timestamp + lifetime;
	const signature = await account.signTypedData({
		domain: { name, version: "1", chainId: writer.chain.id, verifyingContract: token },
		types: {
			Permit: [
				{ name: "owner", type: "address" },
				{ name: "spender", type: "address" },
				{ name: "value", type: "uint256" },
				{ name: "nonce", type: "uint256" },
				{ name: "deadline", type: "uint256" },
			],
		},
		primaryType: "Permit",
		message: { owner: account.address, spender: escrow, value, nonce, deadline },
	});
	const { r, s, yParity } = parseSignature(signature);
	return { deadline, v: 27 + yParity, r, s };
}
