import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { glob, isDynamicPattern } from "tinyglobby";
import { UsageError } from "../UsageError.ts";

/**
 * Paths and glob patterns (for shells that leave them alone) to paths of files.
 * @throws UsageError for a pattern that matches nothing.
 */
export async function expandGlobs(
	patterns: readonly string[],
	platform: NodeJS.Platform = process.platform,
): Promise<string[]> {
	const found: string[] = [];
	for (const given of patterns) {
		// There a backslash parts folders; in a pattern it would take a star's meaning away.
		const pattern = platform === "win32" ? given.replaceAll("\\", "/") : given;
		if (existsSync(pattern) || !isDynamicPattern(pattern)) {
			found.push(pattern);
			continue;
		}
		const files = await glob(pattern, { expandDirectories: false });
		if (files.length === 0) throw new UsageError(`No file matches ${pattern}.`);
		found.push(...files);
	}
	// A file that two of them mean is one input.
	return [...new Map(found.map((file) => [resolve(file), file])).values()];
}
