import { generatePrivateKey, type PrivateKeyAccount, privateKeyToAccount } from "viem/accounts";
import { z } from "zod";

const Key = z
	.string()
	.regex(/^0x[0-9a-f]{64}$/)
	.transform((value): `0x${string}` => `0x${value.slice(2)}`);
const storageKey = "tabgrid.burner";
const connectedKey = "tabgrid.burner.connected";

/**
 * This browser's throw-away account for a local devnet. Its key lies readable in localStorage, which
 * is fine for money that a faucet gives away and for nothing else.
 */
export function burnerAccount(): PrivateKeyAccount {
	const stored = Key.safeParse(localStorage.getItem(storageKey));
	const key = stored.success ? stored.data : generatePrivateKey();
	if (!stored.success) localStorage.setItem(storageKey, key);
	return privateKeyToAccount(key);
}

/** Whether the person has connected the burner; it stays hidden from the page until then. */
export const burnerPermission = {
	granted: () => localStorage.getItem(connectedKey) === "1",
	grant: () => localStorage.setItem(connectedKey, "1"),
	revoke: () => localStorage.removeItem(connectedKey),
};
