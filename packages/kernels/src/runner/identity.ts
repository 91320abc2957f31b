import {
	attestationMessage,
	challengeMessage,
	type Digest,
	exportSessionKey,
	type JobId,
	type ProviderId,
	providerIdOf,
	type SessionKey,
	type ShardIndex,
	type SigningDomain,
	signWithSessionKey,
} from "@tabgrid/protocol";

/** A provider's session key, able to sign. */
export interface ProviderIdentity {
	readonly sessionKey: SessionKey;
	readonly providerId: ProviderId;
	/** Signs a connection's challenge. */
	signChallenge(domain: SigningDomain, challenge: string): Promise<string>;
	/** Signs a replica's digest: the attestation. */
	attest(
		domain: SigningDomain,
		jobId: JobId,
		shardIndex: ShardIndex,
		digest: Digest,
	): Promise<string>;
}

/** An identity from a WebCrypto P-256 key pair; the private half need not be extractable. */
export async function identityOf(keys: CryptoKeyPair): Promise<ProviderIdentity> {
	const sessionKey = await exportSessionKey(keys.publicKey);
	const sign = (message: Uint8Array<ArrayBuffer>) => signWithSessionKey(keys.privateKey, message);
	return {
		sessionKey,
		providerId: providerIdOf(sessionKey),
		signChallenge: (domain, challenge) => sign(challengeMessage(domain, challenge)),
		attest: (domain, jobId, shardIndex, digest) =>
			sign(attestationMessage(domain, jobId, shardIndex, digest)),
	};
}
