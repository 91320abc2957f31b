#!/usr/bin/env node
// Lets forge use solc-js as if it were the native compiler: answers `--version` the way the native
// binary does, and otherwise reads standard JSON from stdin and writes standard JSON to stdout.
import { readFileSync, writeSync } from "node:fs";
import solc from "solc";

if (process.argv.includes("--version")) {
	// solc-js says "0.8.37+commit.….Emscripten.clang"; forge only parses the native platform's name.
	const version = solc.version().replace(/\.Emscripten\.clang$/, ".Linux.g++");
	writeAll(`solc, the solidity compiler commandline interface\nVersion: ${version}\n`);
} else {
	writeAll(solc.compile(readFileSync(0, "utf8")));
}

/** Writes the whole text to stdout, however small the pipe's buffer is. */
function writeAll(text) {
	const bytes = Buffer.from(text);
	let written = 0;
	while (written < bytes.length) {
		try {
			written += writeSync(1, bytes, written);
		} catch (error) {
			if (error.code !== "EAGAIN") throw error;
		}
	}
}
