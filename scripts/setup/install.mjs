import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./paths.mjs";
import { runTool } from "./runTool.mjs";

/** Installs exactly what package-lock.json names, unless that is what node_modules holds. */
export async function ensureInstalled() {
	if (isInstalled(root)) return;
	await runTool({
		title: "Installing packages (npm ci)",
		log: "install",
		command: "npm",
		args: ["ci", "--include=dev", "--no-audit", "--no-fund"],
	});
}

/**
 * Whether node_modules holds every package of the lock file in its version. npm notes what it has
 * installed in node_modules/.package-lock.json, and does so last: an install that was cut short has
 * none. Packages for other platforms are marked optional and may be missing.
 * @param {string} folder
 */
export function isInstalled(folder) {
	const wanted = packagesOf(join(folder, "package-lock.json"));
	const found = packagesOf(join(folder, "node_modules", ".package-lock.json"));
	if (wanted === undefined || found === undefined) return false;
	return Object.entries(wanted).every(([path, { version, optional, devOptional, link }]) => {
		const installed = found[path];
		if (path === "") return true;
		if (installed === undefined) return Boolean(optional || devOptional);
		return link ? Boolean(installed.link) : installed.version === version;
	});
}

/** @param {string} file */
function packagesOf(file) {
	try {
		return JSON.parse(readFileSync(file, "utf8")).packages;
	} catch {
		return undefined; // missing or cut off: not installed
	}
}
