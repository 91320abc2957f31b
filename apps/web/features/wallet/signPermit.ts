import { testDollarAbi } from "@tabgrid/contracts";
import { type Address, permitTypedData, TabgridError } from "@tabgrid/protocol";
import { parseSignature } from "viem";
import type { Config } from "wagmi";
import { getBlock, readContract, signTypedData } from "wagmi/actions";

/** How long a permit stays good, in seconds: time to confirm the transaction. */
const validity = 3_600n;

/**
 * Asks the wallet for an EIP-2612 permit: `spender` may take `value` minor units, once, within the
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
	const signature = await signTypedData(
		config,
		permitTypedData(
			{ name, version, chainId, address: token },
			{ owner, spender, value, nonce, deadline },
		),
	);
	const { r, s, yParity } = parseSignature(signature);
	return { deadline, v: 27 + yParity, r, s };
}
