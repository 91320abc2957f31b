import type { SigningDomain } from "./attestation.ts";
import type { Address, JobId, SessionKey } from "./ids.ts";

const domainOf = ({ chainId, escrow }: SigningDomain) => ({
	name: "Tabgrid",
	version: "1",
	chainId,
	verifyingContract: escrow as `0x${string}`,
});

/**
 * EIP-712 voucher, signed by the operator: "this provider has earned `amount` minor units of this job
 * so far". Cumulative: a later voucher replaces an earlier one, so replaying one gains nothing.
 */
export function voucherTypedData(
	domain: SigningDomain,
	message: { jobId: JobId; provider: Address; amount: bigint },
) {
	return {
		domain: domainOf(domain),
		types: {
			Voucher: [
				{ name: "jobId", type: "bytes32" },
				{ name: "provider", type: "address" },
				{ name: "amount", type: "uint256" },
			],
		},
		primaryType: "Voucher",
		message: {
			jobId: message.jobId as `0x${string}`,
			provider: message.provider as `0x${string}`,
			amount: message.amount,
		},
	} as const;
}

/**
 * EIP-712 release, signed by the operator: "the client may end this job now; providers have earned
 * `earned` minor units in all, the rest goes back".
 */
export function releaseTypedData(domain: SigningDomain, message: { jobId: JobId; earned: bigint }) {
	return {
		domain: domainOf(domain),
		types: {
			Release: [
				{ name: "jobId", type: "bytes32" },
				{ name: "earned", type: "uint256" },
			],
		},
		primaryType: "Release",
		message: { jobId: message.jobId as `0x${string}`, earned: message.earned },
	} as const;
}

/** EIP-712 message by which a wallet names a session key as its delegate; checked by the matcher. */
export function linkTypedData(
	domain: SigningDomain,
	message: { sessionKey: SessionKey; wallet: Address; issuedAt: number },
) {
	return {
		domain: domainOf(domain),
		types: {
			Link: [
				{ name: "sessionKey", type: "bytes" },
				{ name: "wallet", type: "address" },
				{ name: "issuedAt", type: "uint256" },
			],
		},
		primaryType: "Link",
		message: {
			sessionKey: `0x${message.sessionKey}` as `0x${string}`,
			wallet: message.wallet as `0x${string}`,
			issuedAt: BigInt(message.issuedAt),
		},
	} as const;
}

/** EIP-712 message by which a client asks the matcher to stop a job and sign its release. */
export function cancelTypedData(
	domain: SigningDomain,
	message: { jobId: JobId; issuedAt: number },
) {
	return {
		domain: domainOf(domain),
		types: {
			Cancel: [
				{ name: "jobId", type: "bytes32" },
				{ name: "issuedAt", type: "uint256" },
			],
		},
		primaryType: "Cancel",
		message: { jobId: message.jobId as `0x${string}`, issuedAt: BigInt(message.issuedAt) },
	} as const;
}

/**
 * EIP-712 message by which a client reads what its job has verified before the job settles. Others don't:
 * whoever checks a shard could copy its answer.
 */
export function resultAccessTypedData(
	domain: SigningDomain,
	message: { jobId: JobId; issuedAt: number },
) {
	return {
		domain: domainOf(domain),
		types: {
			ResultAccess: [
				{ name: "jobId", type: "bytes32" },
				{ name: "issuedAt", type: "uint256" },
			],
		},
		primaryType: "ResultAccess",
		message: { jobId: message.jobId as `0x${string}`, issuedAt: BigInt(message.issuedAt) },
	} as const;
}

/**
 * EIP-2612 permit, signed by the token's owner: "this spender may take `value` minor units". Only the
 * domain's name and version are the token's own; EIP-5267 tells them (`eip712Domain`).
 * @param message.deadline unix seconds until which the permit is good.
 */
export function permitTypedData(
	token: { name: string; version: string; chainId: number; address: `0x${string}` },
	message: {
		owner: `0x${string}`;
		spender: `0x${string}`;
		value: bigint;
		nonce: bigint;
		deadline: bigint;
	},
) {
	return {
		domain: {
			name: token.name,
			version: token.version,
			chainId: token.chainId,
			verifyingContract: token.address,
		},
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
		message,
	} as const;
}

/** How old a Link or Cancel signature may be when it arrives, in ms; clocks differ by minutes. */
export const signatureMaxAgeMs = 10 * 60 * 1000;
