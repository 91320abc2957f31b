import { testDollarAbi } from "@tabgrid/contracts";
import { type Address, TabgridError } from "@tabgrid/protocol";
import { parseSignature } from "viem";
import type { Config } from "wagmi";
import { getBlock, readContract, signTypedData } from "wagmi/actions";

const permitTypes = {
	Permit: [
		{ name: "owner", type: "address" },
		{ name: "spender", type: "address" },
		{ name: "value", type: "uint256" },
		{ name: "nonce", type: "uint256" },
		{ name: "deadline", type: "uint256" },
	],
} as const;

/** How long a permit stays good, in seconds: time to confirm the transaction. */
const validity = 3_600n;

/**
 * Asks the wallet for an EIP-2612 permit: the escrow may take `value` minor units, once, within the
 * hour. The token's own EIP-712 domain is read from the token (EIP-5267).
 */
export async function signPermit(
	config: Config,
	permit: {
		readonly chainId: number;
		readonly token: Address;
		readonly owner: Address;
		readonly spender: Address;
		readonly value: bigint;
	},
) {
	const { chainId, token, owner, spender, value } = permit;
	const [[, name, version, domainChainId, verifyingContract], nonce, block] = await Promise.all([
		readContract(config, {
			abi: testDollarAbi,
			address: token,
			functionName: "eip712Domain",
			chainId,
		}),
		readContract(config, {
			abi: testDollarAbi,
			address: token,
			functionName: "nonces",
			args: [owner],
			chainId,
		}),
		getBlock(config, { chainId }),
	]);
	if (domainChainId !== BigInt(chainId) || verifyingContract.toLowerCase() !== token)
		throw new TabgridError("WRONG_CHAIN", "The token signs for another chain or contract.");
	const deadline = block.timestamp + validity;
	const signature = await signTypedData(config, {
		domain: { name, version, chainId, verifyingContract },
		types: permitTypes,
		primaryType: "Permit",
		message: { owner, spender, value, nonce, deadline },
	});
	const { r, s, yParity } = parseSignature(signature);
	return { deadline, v: 27 + yParity, r, s };
}
