import { readFile } from "node:fs/promises";
import { dirname, extname } from "node:path";
import { pathToFileURL } from "node:url";

/** @type {Record<string, import("esbuild").Loader>} */
const loaders = { ".ts": "ts", ".mts": "ts", ".cts": "ts" };

/**
 * An esbuild plugin: files in a bundle find the files that lie beside them (migrations, workers, an
 * npm package's data) as if they still ran from where they are.
 * @type {import("esbuild").Plugin}
 */
export const ownPlace = {
	name: "own-place",
	setup({ onLoad }) {
		onLoad({ filter: /\.[cm]?[jt]s$/ }, async ({ path, namespace }) => {
			if (namespace !== "file") return undefined;
			const text = await readFile(path, "utf8");
			const names = placeNames(text, path);
			if (names === "") return undefined;
			const contents = text.replaceAll("import.meta.url", "__fileUrl");
			const start = contents.startsWith("#!") ? contents.indexOf("\n") + 1 : 0;
			return {
				contents: `${contents.slice(0, start)}${names}${contents.slice(start)}`,
				loader: loaders[extname(path)] ?? "js",
			};
		});
	},
};

/**
 * Definitions of what a file asks about its place, on one line.
 * @param {string} text
 * @param {string} path
 */
function placeNames(text, path) {
	const asks = {
		__fileUrl: text.includes("import.meta.url") && pathToFileURL(path).href,
		__filename: asksFor("__filename", text) && path,
		__dirname: asksFor("__dirname", text) && dirname(path),
	};
	return Object.entries(asks)
		.filter(([, value]) => value !== false)
		.map(([name, value]) => `var ${name}=${JSON.stringify(value)};`)
		.join("");
}

/**
 * Whether a file uses a name that it doesn't define itself.
 * @param {string} name
 * @param {string} text
 */
function asksFor(name, text) {
	return text.includes(name) && !new RegExp(`(const|let|var|function)\\s+${name}\\b`).test(text);
}
