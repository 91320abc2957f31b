#!/usr/bin/env node
// Runs the npm package's forge with this package's settings and passes every argument on:
// `node scripts/forge.mjs test --json`. Import paths must be absolute, because forge does not
// normalise a remapping that climbs out of its root and would see each library file twice.
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const require = createRequire(import.meta.url);
const packageRoot = fileURLToPath(new URL("..", import.meta.url));
const folderOf = (manifest) => dirname(require.resolve(manifest));

/** Where Solidity imports are found, as forge's `prefix=target` lines. */
function remappings() {
	return [
		`@openzeppelin/contracts/=${folderOf("@openzeppelin/contracts/package.json")}/`,
		`forge-std/=${join(folderOf("@uniswap/v4-core/package.json"), "lib/forge-std/src")}/`,
	];
}

/**
 * Runs forge in this package's folder and waits for it.
 * @param {string[]} args forge's arguments
 * @param {{env?: Record<string, string>, stdio?: import("node:child_process").StdioOptions}} options
 * @returns {{status: number, stdout: string, stderr: string}} with the streams that were piped
 */
export function forge(args, { env = {}, stdio = "inherit" } = {}) {
	const bin = join(folderOf("@foundry-rs/forge/package.json"), "bin.mjs");
	const result = spawnSync(process.execPath, [bin, ...args], {
		cwd: packageRoot,
		stdio,
		encoding: "utf8",
		maxBuffer: 1 << 30,
		env: { ...process.env, FOUNDRY_REMAPPINGS: remappings().join("\n"), ...env },
	});
	if (result.error) throw result.error;
	return { status: result.status ?? 1, stdout: result.stdout ?? "", stderr: result.stderr ?? "" };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
	process.exitCode = forge(process.argv.slice(2)).status;
}
