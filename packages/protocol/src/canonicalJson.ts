import canonicalize from "canonicalize";
import { keccak256, sha256, stringToBytes } from "viem";
import { Digest, SpecHash } from "./ids.ts";

/**
 * Canonical JSON by RFC 8785 (JCS): sorted keys, shortest numbers, no spaces.
 * @throws TypeError when the value has no JSON form (undefined, a function, a bigint).
 */
export function canonicalJson(value: unknown): string {
	const text = canonicalize(value);
	if (text === undefined) throw new TypeError("This value has no canonical JSON form.");
	return text;
}

/** SHA-256 of bytes as a {@link Digest}; synchronous, for small inputs. */
export function digestOf(bytes: Uint8Array): Digest {
	return Digest.parse(sha256(bytes).slice(2));
}

/** SHA-256 by WebCrypto, off the JavaScript thread where the platform does so; for large inputs. */
export async function digestLarge(bytes: Uint8Array): Promise<Digest> {
	const copy = bytes.buffer instanceof ArrayBuffer ? bytes : new Uint8Array(bytes);
	const hash = await crypto.subtle.digest("SHA-256", copy as Uint8Array<ArrayBuffer>);
	return Digest.parse(
		Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, "0")).join(""),
	);
}

/** keccak256 of the canonical JSON of a job spec: what goes on chain as `specHash`. */
export function hashCanonical(value: unknown): SpecHash {
	return SpecHash.parse(keccak256(stringToBytes(canonicalJson(value))));
}
