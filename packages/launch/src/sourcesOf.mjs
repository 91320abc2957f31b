import { existsSync } from "node:fs";
import { dirname, join, sep } from "node:path";

/**
 * The files of a bundle that are edited by people, with the package.json of each: it says where
 * imports lead. What lies in node_modules changes with package-lock.json only.
 * @param {readonly string[]} inputs absolute paths
 */
export function sourcesOf(inputs) {
	const own = inputs.filter((file) => !file.split(sep).includes("node_modules"));
	const manifests = new Map();
	for (const file of own) manifestOf(dirname(file), manifests);
	return [...own, ...new Set([...manifests.values()].filter((file) => file !== undefined))];
}

/**
 * @param {string} folder
 * @param {Map<string, string | undefined>} known by folder
 * @returns {string | undefined}
 */
function manifestOf(folder, known) {
	if (known.has(folder)) return known.get(folder);
	const file = join(folder, "package.json");
	const parent = dirname(folder);
	const found = existsSync(file) ? file : parent === folder ? undefined : manifestOf(parent, known);
	known.set(folder, found);
	return found;
}
