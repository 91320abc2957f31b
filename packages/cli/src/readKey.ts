import { readFile, stat } from "node:fs/promises";
import type { Hex } from "viem";
import { z } from "zod";
import type { Settings } from "./environment.ts";
import { UsageError } from "./UsageError.ts";

const Key = z
	.string()
	.regex(/^(0x)?[0-9a-fA-F]{64}$/)
	.transform((text): Hex => `0x${text.replace(/^0x/, "")}`);

/**
 * The wallet's private key, from TABGRID_KEY or a file that only its owner may read; never from the
 * command line, which other users of the machine can see.
 * @throws UsageError when there is none, the file is open to others, or holds no key.
 */
export async function readKey({ key, keyFile }: Settings): Promise<Hex> {
	if (keyFile === undefined) {
		if (key !== undefined) return key;
		throw new UsageError(
			"This needs a wallet: set TABGRID_KEY to its private key, or name a file that holds it with --key-file or TABGRID_KEY_FILE.",
		);
	}
	const about = await stat(keyFile).catch(() => undefined);
	if (about === undefined) throw new UsageError(`There is no key file ${keyFile}.`);
	if (about.isDirectory())
		throw new UsageError(`${keyFile} is a folder: name the file in it that holds the key.`);
	if (process.platform !== "win32" && (about.mode & 0o077) !== 0)
		throw new UsageError(`Others may read the key file ${keyFile}: run chmod 600 ${keyFile}.`);
	const parsed = Key.safeParse((await readFile(keyFile, "utf8")).trim());
	if (!parsed.success)
		throw new UsageError(`${keyFile} holds no private key: 64 hex digits on one line.`);
	return parsed.data;
}
