import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";

/**
 * What a bundle was made of.
 * @typedef {object} Stamp
 * @property {string} bundle the bundle's file name
 * @property {string[]} files absolute paths
 * @property {string[]} states of the files, in their order
 */

/** The stamp's file beside the bundle. */
export const stampName = "stamp.json";

/**
 * @param {string} folder
 * @returns {Stamp | undefined} undefined when there is none that can be read
 */
export function readStamp(folder) {
	try {
		const stamp = JSON.parse(readFileSync(join(folder, stampName), "utf8"));
		const whole = typeof stamp.bundle === "string" && Array.isArray(stamp.files);
		return whole && Array.isArray(stamp.states) ? stamp : undefined;
	} catch {
		return undefined;
	}
}

/**
 * Whether every file is as it was.
 * @param {Stamp} stamp
 */
export function stampIsTrue({ files, states }) {
	return files.every((file, place) => stateOf(file) === states[place]);
}

/**
 * When a file was last written and how long it is.
 * @param {string} file
 */
export function stateOf(file) {
	const found = statSync(file, { throwIfNoEntry: false });
	return found === undefined ? "none" : `${found.mtimeMs} ${found.size}`;
}
