import { z } from "zod";

/** 32 bytes as 0x-prefixed lower-case hex. Derived by the escrow contract: see {@link jobIdOf}. */
export const JobId = z
	.string()
	.regex(/^0x[0-9a-f]{64}$/, "A job id is 0x and 64 lower-case hex digits.")
	.brand<"JobId">();
export type JobId = z.infer<typeof JobId>;

/** SHA-256 of some bytes as 64 lower-case hex digits, without 0x. Names every blob. */
export const Digest = z
	.string()
	.regex(/^[0-9a-f]{64}$/, "A digest is 64 lower-case hex digits (SHA-256).")
	.brand<"Digest">();
export type Digest = z.infer<typeof Digest>;

/** keccak256 of the canonical JSON of a job spec, as 0x and 64 hex digits. */
export const SpecHash = z
	.string()
	.regex(/^0x[0-9a-f]{64}$/)
	.brand<"SpecHash">();
export type SpecHash = z.infer<typeof SpecHash>;

/** An EVM address. Parsed to lower case, so that two spellings of one address compare equal. */
export const Address = z
	.string()
	.regex(/^0x[0-9a-fA-F]{40}$/, "An address is 0x and 40 hex digits.")
	.transform((value) => value.toLowerCase() as `0x${string}`)
	.brand<"Address">();
export type Address = z.infer<typeof Address>;

/** Uncompressed P-256 public key: 65 bytes (04, x, y) as 130 lower-case hex digits. */
export const SessionKey = z
	.string()
	.regex(/^04[0-9a-f]{128}$/, "A session key is an uncompressed P-256 point in hex.")
	.brand<"SessionKey">();
export type SessionKey = z.infer<typeof SessionKey>;

/** SHA-256 of a provider's 65-byte session key, as 64 hex digits. */
export const ProviderId = z
	.string()
	.regex(/^[0-9a-f]{64}$/)
	.brand<"ProviderId">();
export type ProviderId = z.infer<typeof ProviderId>;

/** Names one replica: one shard given to one provider, once. */
export const ReplicaId = z.uuid().brand<"ReplicaId">();
export type ReplicaId = z.infer<typeof ReplicaId>;

/** A shard's place in its job, from 0; fits uint32 because the attestation encodes it so. */
export const ShardIndex = z.int().min(0).max(0xffff_ffff);
export type ShardIndex = z.infer<typeof ShardIndex>;

/** A transaction hash: 0x and 64 hex digits. */
export const TxHash = z.string().regex(/^0x[0-9a-f]{64}$/);

/** A P-256 signature: r then s, 64 bytes as 128 lower-case hex digits, with s in the lower half. */
export const SessionSignature = z.string().regex(/^[0-9a-f]{128}$/);

/** A wallet's signature as 0x hex (65 bytes for a key, any length for a contract wallet). */
export const WalletSignature = z
	.string()
	.regex(/^0x[0-9a-fA-F]{2,8192}$/)
	.transform((value) => value as `0x${string}`);

/** Milliseconds since 1970 in UTC. */
export const EpochMs = z.number().int().nonnegative();
