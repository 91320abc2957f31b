#!/usr/bin/env node
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { freshBundle } from "./freshBundle.mjs";
import { launch } from "./launch.mjs";

// `launch FILE [arguments…]` runs a TypeScript file; `launch --bundle FILE…` only makes it ready to run.
const [first, ...rest] = process.argv.slice(2);
if (first === undefined) {
	console.error("launch needs a TypeScript file to run.");
	process.exit(1);
}
if (first === "--bundle") for (const file of rest) await freshBundle(resolve(file));
else {
	const entry = resolve(first);
	// To the program it looks as if node had run it.
	process.argv.splice(1, 2, entry);
	await launch(pathToFileURL(entry));
}
