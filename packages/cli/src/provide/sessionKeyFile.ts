import { createPrivateKey, createPublicKey, generateKeyPairSync, webcrypto } from "node:crypto";
import { chmod, link, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { TabgridError } from "@tabgrid/protocol";

const algorithm = { name: "ECDSA", namedCurve: "P-256" } as const;

/** Where a home keeps its provider's session key. */
export function sessionKeyFile(home: string): string {
	return join(home, "session-key.pem");
}

/**
 * The provider's session key from its file, made at the first call: PKCS #8 in PEM, readable by its
 * owner only. Two callers at once get the same key.
 * @throws TabgridError UNAUTHENTICATED when the file holds no P-256 key.
 */
export async function loadSessionKey(file: string): Promise<CryptoKeyPair> {
	const pem = (await readOwn(file)) ?? (await make(file));
	try {
		const privateKey = createPrivateKey(pem);
		const { subtle } = webcrypto;
		return {
			privateKey: await subtle.importKey(
				"pkcs8",
				privateKey.export({ type: "pkcs8", format: "der" }),
				algorithm,
				false,
				["sign"],
			),
			publicKey: await subtle.importKey(
				"spki",
				createPublicKey(privateKey).export({ type: "spki", format: "der" }),
				algorithm,
				true,
				["verify"],
			),
		};
	} catch (cause) {
		throw new TabgridError(
			"UNAUTHENTICATED",
			`${file} holds no session key; remove it to get a new one.`,
			{ cause },
		);
	}
}

async function readOwn(file: string): Promise<string | undefined> {
	const pem = await readFile(file, "utf8").catch(() => undefined);
	// A copy or a backup may have opened it; the key is still good.
	if (pem !== undefined) await chmod(file, 0o600);
	return pem;
}

async function make(file: string): Promise<string> {
	const { privateKey } = generateKeyPairSync("ec", {
		namedCurve: "prime256v1",
		publicKeyEncoding: { type: "spki", format: "pem" },
		privateKeyEncoding: { type: "pkcs8", format: "pem" },
	});
	await mkdir(dirname(file), { recursive: true, mode: 0o700 });
	const part = `${file}.${process.pid}`;
	await writeFile(part, privateKey, { mode: 0o600, flag: "wx" });
	try {
		await link(part, file); // fails where somebody was faster
	} catch {
		return await readFile(file, "utf8");
	} finally {
		await rm(part, { force: true });
	}
	return privateKey;
}
