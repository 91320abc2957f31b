import {
	bytesToHex,
	concat,
	encodePacked,
	hexToBytes,
	numberToHex,
	sha256,
	stringToHex,
} from "viem";
import type { Address, Digest, JobId, ShardIndex } from "./ids.ts";

/** The chain and escrow that a signature is good for. */
export interface SigningDomain {
	readonly chainId: number;
	readonly escrow: Address;
}

/** Domains hashed before: the same object comes with every attestation. */
const hashed = new WeakMap<SigningDomain, `0x${string}`>();

/** sha256("tabgrid.attestation.v1" ‖ chainId as uint256 ‖ escrow address): 32 bytes. */
export function attestationDomain(domain: SigningDomain): `0x${string}` {
	const known = hashed.get(domain);
	if (known !== undefined) return known;
	const { chainId, escrow } = domain;
	const hash = sha256(
		encodePacked(
			["bytes", "uint256", "address"],
			[stringToHex("tabgrid.attestation.v1"), BigInt(chainId), escrow],
		),
	);
	hashed.set(domain, hash);
	return hash;
}

/**
 * What a provider's session key signs with ECDSA P-256 and SHA-256: domain (32 bytes) ‖ jobId (32) ‖
 * shardIndex (uint32, big-endian) ‖ digest (32); 100 bytes. The escrow's `attestationHash` is the
 * SHA-256 of the same bytes.
 */
export function attestationMessage(
	domain: SigningDomain,
	jobId: JobId,
	shardIndex: ShardIndex,
	digest: Digest,
): Uint8Array<ArrayBuffer> {
	return new Uint8Array(
		hexToBytes(
			concat([
				attestationDomain(domain),
				jobId as `0x${string}`,
				numberToHex(shardIndex, { size: 4 }),
				`0x${digest}`,
			]),
		),
	);
}

/** SHA-256 of {@link attestationMessage}, as the contract computes it. */
export function attestationHash(
	domain: SigningDomain,
	jobId: JobId,
	shardIndex: ShardIndex,
	digest: Digest,
): `0x${string}` {
	return sha256(bytesToHex(attestationMessage(domain, jobId, shardIndex, digest)));
}
