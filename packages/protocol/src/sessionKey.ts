import { hexToBytes, sha256 } from "viem";
import { ProviderId, SessionKey } from "./ids.ts";

/** Order of the P-256 group (SEC 2, 2.4.2). */
const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
const algorithm = { name: "ECDSA", namedCurve: "P-256" } as const;
const signing = { name: "ECDSA", hash: "SHA-256" } as const;

const toHex = (bytes: Uint8Array) =>
	Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
const fromHex = (hex: string) => new Uint8Array(hexToBytes(`0x${hex}`));

/** A provider's id: SHA-256 of its 65-byte session key. */
export function providerIdOf(sessionKey: SessionKey): ProviderId {
	return ProviderId.parse(sha256(`0x${sessionKey}`).slice(2));
}

/** Makes a session key pair whose private half cannot be read, only used. */
export function generateSessionKeyPair(): Promise<CryptoKeyPair> {
	return crypto.subtle.generateKey(algorithm, false, ["sign", "verify"]);
}

/** The public half as the wire's hex. */
export async function exportSessionKey(publicKey: CryptoKey): Promise<SessionKey> {
	return SessionKey.parse(toHex(new Uint8Array(await crypto.subtle.exportKey("raw", publicKey))));
}

/**
 * Signs with SHA-256 and returns r ‖ s in hex, 128 digits. WebCrypto may give a high s, which
 * OpenZeppelin's P256 refuses as malleable; s is brought to the lower half (n − s is equally valid).
 */
export async function signWithSessionKey(
	privateKey: CryptoKey,
	message: Uint8Array<ArrayBuffer>,
): Promise<string> {
	const raw = toHex(new Uint8Array(await crypto.subtle.sign(signing, privateKey, message)));
	const s = BigInt(`0x${raw.slice(64)}`);
	const low = s > order / 2n ? order - s : s;
	return raw.slice(0, 64) + low.toString(16).padStart(64, "0");
}

/**
 * A session key ready to verify with, for who verifies many signatures: importing it costs as much as
 * a verification. Rejects when the point is not on the curve.
 */
export function importSessionKey(sessionKey: SessionKey): Promise<CryptoKey> {
	return crypto.subtle.importKey("raw", fromHex(sessionKey), algorithm, false, ["verify"]);
}

/** Whether `signature` (r ‖ s, low s) is the session key's over `message`. Never throws. */
export async function verifySessionSignature(
	sessionKey: SessionKey | CryptoKey,
	message: Uint8Array<ArrayBuffer>,
	signature: string,
): Promise<boolean> {
	if (!/^[0-9a-f]{128}$/.test(signature)) return false;
	if (BigInt(`0x${signature.slice(64)}`) > order / 2n) return false;
	try {
		const key = typeof sessionKey === "string" ? await importSessionKey(sessionKey) : sessionKey;
		return await crypto.subtle.verify(signing, key, fromHex(signature), message);
	} catch {
		return false; // the point is not on the curve
	}
}

/** What a provider signs to prove its session key when it connects. */
export function challengeMessage(
	domain: { chainId: number; escrow: string },
	challenge: string,
): Uint8Array<ArrayBuffer> {
	return new Uint8Array(
		new TextEncoder().encode(
			`tabgrid.provider.v1\n${domain.chainId}\n${domain.escrow.toLowerCase()}\n${challenge}`,
		),
	);
}
