import { existsSync } from "node:fs";
import { glob, isDynamicPattern } from "tinyglobby";
import { UsageError } from "../UsageError.ts";

/**
 * Paths and glob patterns (for shells that leave them alone) to paths of files.
 * @throws UsageError for a pattern that matches nothing.
 */
export async function expandGlobs(patterns: readonly string[]): Promise<string[]> {
	const found: string[] = [];
	for (const pattern of patterns) {
		if (existsSync(pattern) || !isDynamicPattern(pattern)) {
			found.push(pattern);
			continue;
		}
		const files = await glob(pattern, { expandDirectories: false });
		if (files.length === 0) throw new UsageError(`No file matches ${pattern}.`);
		found.push(...files);
	}
	return [...new Set(found)];
}
