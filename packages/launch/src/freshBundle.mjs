import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { basename, dirname, extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { cacheFolder, root } from "./cacheFolder.mjs";
import { readStamp, stampIsTrue } from "./stamp.mjs";

const here = dirname(fileURLToPath(import.meta.url));

/** What a bundle also depends on: the installed packages and how bundles are made. */
const always = [
	join(root, "package-lock.json"),
	join(root, "node_modules", ".package-lock.json"),
	join(here, "makeBundle.mjs"),
	join(here, "ownPlace.mjs"),
	join(here, "outside.mjs"),
];

/**
 * Makes sure that there is a bundle of a TypeScript file as it is now. Takes some milliseconds when
 * nothing that went into the last one has changed; several processes may ask at once.
 * @param {string} entry absolute path
 * @param {string} [folder] where bundles are kept
 * @returns {Promise<string>} the bundle's absolute path; it stays there for at least an hour
 * @throws what the file system says when the bundle can't be written; esbuild's messages when the sources are wrong.
 */
export async function freshBundle(entry, folder = cacheFolder) {
	const place = join(folder, nameOf(entry));
	const stamp = readStamp(place);
	if (stamp !== undefined && stampIsTrue(stamp)) {
		const bundle = join(place, stamp.bundle);
		if (existsSync(bundle)) return bundle;
	}
	const { makeBundle } = await import("./makeBundle.mjs");
	return makeBundle(entry, place, always);
}

/**
 * A checkout that was copied with its node_modules has other paths, so it doesn't find these bundles.
 * @param {string} entry
 */
function nameOf(entry) {
	const digest = createHash("sha256").update(entry).digest("hex").slice(0, 12);
	return `${basename(entry, extname(entry))}-${digest}`;
}
