import fc from "fast-check";
import { expect, test } from "vitest";
import {
	exportSessionKey,
	generateSessionKeyPair,
	importSessionKey,
	providerIdOf,
	signWithSessionKey,
	verifySessionSignature,
} from "./sessionKey.ts";

const halfOrder = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n / 2n;

test("a session key signs what only its public half verifies, always with a low s", async () => {
	const pair = await generateSessionKeyPair();
	const other = await exportSessionKey((await generateSessionKeyPair()).publicKey);
	const key = await exportSessionKey(pair.publicKey);
	await fc.assert(
		fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
			const message = new Uint8Array(bytes);
			const signature = await signWithSessionKey(pair.privateKey, message);
			expect(BigInt(`0x${signature.slice(64)}`) <= halfOrder).toBe(true);
			expect(await verifySessionSignature(key, message, signature)).toBe(true);
			expect(await verifySessionSignature(other, message, signature)).toBe(false);
			expect(await verifySessionSignature(key, new Uint8Array([...message, 1]), signature)).toBe(
				false,
			);
		}),
		{ numRuns: 40 },
	);
});

test("the malleable twin of a signature is refused", async () => {
	const pair = await generateSessionKeyPair();
	const key = await exportSessionKey(pair.publicKey);
	const message = new Uint8Array([1, 2, 3]);
	const signature = await signWithSessionKey(pair.privateKey, message);
	const order = halfOrder * 2n + 1n;
	const twin = (order - BigInt(`0x${signature.slice(64)}`)).toString(16).padStart(64, "0");
	expect(await verifySessionSignature(key, message, signature.slice(0, 64) + twin)).toBe(false);
});

test("an imported session key verifies as its text does", async () => {
	const pair = await generateSessionKeyPair();
	const imported = await importSessionKey(await exportSessionKey(pair.publicKey));
	const signature = await signWithSessionKey(pair.privateKey, new Uint8Array([1]));
	expect(await verifySessionSignature(imported, new Uint8Array([1]), signature)).toBe(true);
	expect(await verifySessionSignature(imported, new Uint8Array([2]), signature)).toBe(false);
});

test("the private half of a session key cannot be exported", async () => {
	const pair = await generateSessionKeyPair();
	await expect(crypto.subtle.exportKey("jwk", pair.privateKey)).rejects.toThrow();
});

test("nonsense for a key or a signature verifies as false and never throws", async () => {
	const key = await exportSessionKey((await generateSessionKeyPair()).publicKey);
	const offCurve = `04${"11".repeat(64)}` as typeof key;
	expect(await verifySessionSignature(offCurve, new Uint8Array(1), "0".repeat(128))).toBe(false);
	expect(await verifySessionSignature(key, new Uint8Array(1), "xyz")).toBe(false);
	expect(providerIdOf(key)).toMatch(/^[0-9a-f]{64}$/);
});
