import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { foundryBinary } from "../src/node/foundryBinary.ts";

const require = createRequire(import.meta.url);
const packageRoot = fileURLToPath(new URL("..", import.meta.url));

/** What became of a forge process; the texts are empty unless the streams were captured. */
export interface ForgeResult {
	readonly status: number;
	readonly stdout: string;
	readonly stderr: string;
}

export interface ForgeOptions {
	/** Added to this process's environment; forge reads its settings from FOUNDRY_…. */
	readonly env?: Readonly<Record<string, string>>;
	/** Keeps what forge says instead of showing it. */
	readonly capture?: boolean;
}

/** Runs forge on this package and waits for it. A failure is a status, not an exception. */
export function forge(args: readonly string[], options: ForgeOptions = {}): ForgeResult {
	const result = spawnSync(foundryBinary("forge"), args, {
		cwd: packageRoot,
		stdio: options.capture ? ["ignore", "pipe", "pipe"] : "inherit",
		encoding: "utf8",
		maxBuffer: 1 << 30,
		env: { ...process.env, FOUNDRY_REMAPPINGS: remappings().join("\n"), ...options.env },
	});
	if (result.error) throw result.error;
	return { status: result.status ?? 1, stdout: result.stdout ?? "", stderr: result.stderr ?? "" };
}

/**
 * Where Solidity imports are found, as forge's `prefix=target` lines. The targets are absolute because
 * forge does not normalise one that climbs out of its root, and would see each library file twice.
 */
function remappings(): string[] {
	const folderOf = (name: string) => dirname(require.resolve(`${name}/package.json`));
	return [
		`@openzeppelin/contracts/=${folderOf("@openzeppelin/contracts")}/`,
		`forge-std/=${join(folderOf("@uniswap/v4-core"), "lib/forge-std/src")}/`,
	];
}
