import { Digest } from "@tabgrid/protocol";

/** SHA-256 of some bytes, by WebCrypto (native, off the calling thread). */
export async function sha256Digest(bytes: Uint8Array<ArrayBuffer>): Promise<Digest> {
	const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
	return Digest.parse(Array.from(hash, (byte) => byte.toString(16).padStart(2, "0")).join(""));
}
