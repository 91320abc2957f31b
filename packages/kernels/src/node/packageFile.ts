import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { TabgridError } from "@tabgrid/protocol";

/**
 * Path of a file inside an installed npm package, found as Node finds packages: in the node_modules
 * of this folder and of each above it. For files that a package's `exports` hides from import.
 * @throws TabgridError NOT_FOUND when no such file is installed.
 */
export function packageFile(packageName: string, path: string): string {
	let folder = dirname(fileURLToPath(import.meta.url));
	for (;;) {
		const file = join(folder, "node_modules", packageName, path);
		if (existsSync(file)) return file;
		const parent = dirname(folder);
		if (parent === folder) break;
		folder = parent;
	}
	throw new TabgridError(
		"NOT_FOUND",
		`${path} of the npm package ${packageName} isn't installed: run npm ci.`,
	);
}
