import { dirname } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { isMainThread } from "node:worker_threads";
import { freshBundle } from "./freshBundle.mjs";

/** What the file system answers when a folder belongs to somebody else or to nobody. */
const unwritable = new Set(["EACCES", "EPERM", "EROFS"]);

/**
 * Runs a TypeScript module in this thread, from a bundle of it and all that it imports. A bundle
 * starts several times faster than its hundreds of files do, and is made anew whenever one of those
 * has changed; stack traces name the sources. Where no bundle can be kept the sources are run.
 * @param {URL} entry the module, a file: URL
 */
export async function launch(entry) {
	process.setSourceMapsEnabled(true);
	const source = fileURLToPath(entry);
	/** @type {string} */
	let bundle;
	try {
		bundle = await freshBundle(source);
	} catch (error) {
		if (!isUnwritable(error)) throw error;
		if (isMainThread) console.error(slowStart(error));
		const { register } = await import("tsx/esm/api");
		register();
		return import(entry.href);
	}
	return import(pathToFileURL(bundle).href);
}

/**
 * @param {unknown} error
 * @returns {error is NodeJS.ErrnoException}
 */
function isUnwritable(error) {
	return error instanceof Error && "code" in error && unwritable.has(String(error.code));
}

/** @param {NodeJS.ErrnoException} error */
function slowStart({ code, path = "node_modules" }) {
	return `Tabgrid can't write to ${dirname(path)} (${code}), so it starts from its sources, which takes some seconds longer. Run "npm run build" once as a user who can.`;
}
