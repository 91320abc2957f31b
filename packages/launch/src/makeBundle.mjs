import { createHash, randomUUID } from "node:crypto";
import { mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { build, stop } from "esbuild";
import { outside } from "./outside.mjs";
import { ownPlace } from "./ownPlace.mjs";
import { sourcesOf } from "./sourcesOf.mjs";
import { stampName, stateOf } from "./stamp.mjs";

/** How long a bundle is kept after another took its place, in ms: a process may be about to read it. */
const keptMs = 3_600_000;

/** Packages in CommonJS require Node's own modules. */
const banner =
	'import{createRequire as __createRequire}from"node:module";const require=__createRequire(import.meta.url);';

/**
 * Bundles a TypeScript file with all that it imports, for Node. Every file appears whole or not at
 * all and the stamp last, so processes that do this at once don't disturb each other.
 * @param {string} entry absolute path
 * @param {string} folder where the bundle goes
 * @param {readonly string[]} always what its freshness depends on besides the sources
 * @returns {Promise<string>} the bundle's path
 */
export async function makeBundle(entry, folder, always) {
	mkdirSync(folder, { recursive: true });
	const started = Date.now();
	const { outputFiles, metafile } = await bundle(entry, folder);
	const [code, map] = ["bundle.mjs", "bundle.mjs.map"].map((name) =>
		outputFiles.find(({ path }) => basename(path) === name),
	);
	if (code === undefined || map === undefined) throw new Error(`esbuild made nothing of ${entry}.`);
	const name = `${createHash("sha256").update(code.contents).digest("hex").slice(0, 16)}.mjs`;
	writeWhole(join(folder, `${name}.map`), map.contents);
	writeWhole(join(folder, name), `${code.text}//# sourceMappingURL=${name}.map\n`);
	const inputs = Object.keys(metafile.inputs).map((path) => resolve(folder, path));
	const files = [...sourcesOf(inputs), ...always];
	// A file that was written meanwhile may be in the bundle as it was before: the next start looks again.
	const states = files.map((file) => (changedSince(file, started) ? "unknown" : stateOf(file)));
	writeWhole(join(folder, stampName), JSON.stringify({ bundle: name, files, states }));
	forgetOthers(folder, name);
	return join(folder, name);
}

/** How many bundles this thread is making. */
let making = 0;

/**
 * @param {string} entry
 * @param {string} folder
 */
async function bundle(entry, folder) {
	making += 1;
	try {
		return await build({
			entryPoints: [entry],
			outfile: join(folder, "bundle.mjs"),
			absWorkingDir: folder,
			bundle: true,
			write: false,
			metafile: true,
			platform: "node",
			format: "esm",
			target: "node20.19",
			// What the sources were written for; a tsconfig.json would be one more thing to watch.
			tsconfigRaw: { compilerOptions: { verbatimModuleSyntax: true, target: "ES2023" } },
			sourcemap: "external",
			// The sources are there to be read.
			sourcesContent: false,
			banner: { js: banner },
			plugins: [outside, ownPlace],
			logLevel: "silent",
		});
	} finally {
		making -= 1;
		// What runs afterwards may run for weeks; esbuild's own process shall not wait beside it.
		if (making === 0) await stop();
	}
}

/**
 * @param {string} file
 * @param {number} time in ms
 */
function changedSince(file, time) {
	const found = statSync(file, { throwIfNoEntry: false });
	return found !== undefined && found.mtimeMs >= time;
}

/**
 * @param {string} file
 * @param {string | Uint8Array} contents
 */
function writeWhole(file, contents) {
	const draft = `${file}.${randomUUID()}`;
	writeFileSync(draft, contents);
	renameSync(draft, file);
}

/**
 * @param {string} folder
 * @param {string} bundle
 */
function forgetOthers(folder, bundle) {
	const old = Date.now() - keptMs;
	for (const name of readdirSync(folder)) {
		if (name === stampName || name.startsWith(bundle)) continue;
		const file = join(folder, name);
		const found = statSync(file, { throwIfNoEntry: false });
		if (found !== undefined && found.mtimeMs < old) rmSync(file, { force: true });
	}
}
