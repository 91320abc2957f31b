import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** One npm workspace of the repository. */
export interface Workspace {
	readonly name: string;
	/** Absolute. */
	readonly folder: string;
	readonly scripts: Readonly<Record<string, string>>;
}

/** All workspaces that the root package.json names, sorted by name. */
export function workspacesOf(root: string): Workspace[] {
	const patterns: unknown = manifestOf(root).workspaces;
	if (!Array.isArray(patterns)) throw new Error(`${root}/package.json names no workspaces.`);
	return patterns
		.flatMap((pattern: unknown) => foldersOf(root, String(pattern)))
		.map(workspaceAt)
		.sort((a, b) => a.name.localeCompare(b.name));
}

function foldersOf(root: string, pattern: string): string[] {
	if (!pattern.endsWith("/*")) return [join(root, pattern)];
	const parent = join(root, pattern.slice(0, -2));
	return readdirSync(parent)
		.map((name) => join(parent, name))
		.filter((folder) => existsSync(join(folder, "package.json")));
}

function workspaceAt(folder: string): Workspace {
	const { name, scripts } = manifestOf(folder);
	const entries = typeof scripts === "object" && scripts !== null ? Object.entries(scripts) : [];
	return {
		name: String(name),
		folder,
		scripts: Object.fromEntries(entries.map(([key, value]) => [key, String(value)])),
	};
}

function manifestOf(folder: string): Record<string, unknown> {
	return JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
}
