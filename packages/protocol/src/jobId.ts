import { encodeAbiParameters, keccak256 } from "viem";
import { hashCanonical } from "./canonicalJson.ts";
import { JobId, type SpecHash } from "./ids.ts";
import type { JobSpec } from "./jobSpec.ts";

/** keccak256 of the spec's canonical JSON. */
export function specHashOf(spec: JobSpec): SpecHash {
	return hashCanonical(spec);
}

/**
 * The id the escrow derives: keccak256(abi.encode(chainId, escrow, client, specHash)). Bound to the
 * chain, the contract and the client, so nobody can take another's id by posting first.
 */
export function jobIdOf(spec: JobSpec): JobId {
	return JobId.parse(
		keccak256(
			encodeAbiParameters(
				[{ type: "uint256" }, { type: "address" }, { type: "address" }, { type: "bytes32" }],
				[BigInt(spec.chainId), spec.escrow, spec.client, specHashOf(spec) as `0x${string}`],
			),
		),
	);
}
