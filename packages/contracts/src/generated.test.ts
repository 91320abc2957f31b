import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { generatedFiles, generatedFolder } from "../scripts/generatedFiles.ts";

it("the generated files are what a fresh compilation gives", { timeout: 120_000 }, () => {
	const fresh = generatedFiles();
	expect(readdirSync(generatedFolder).sort()).toEqual(Object.keys(fresh).sort());
	for (const [name, text] of Object.entries(fresh)) {
		expect(readFileSync(join(generatedFolder, name), "utf8") === text, name).toBe(true);
	}
});

it("the browser's entry point does not reach the bytecode", () => {
	const reached = new Set<string>();
	const follow = (path: string) => {
		if (reached.has(path)) return;
		reached.add(path);
		const text = readFileSync(path, "utf8");
		for (const [, to] of text.matchAll(/from "(\.[^"]+)"/g)) {
			if (to !== undefined) follow(join(path, "..", to));
		}
	};
	follow(join(generatedFolder, "../index.ts"));
	const names = [...reached].map((path) =>
		path.slice(generatedFolder.length - "generated/".length),
	);
	expect(names).toContain("generated/jobEscrowAbi.ts");
	expect(names).not.toContain("generated/bytecode.ts");
	expect(names.filter((name) => name.startsWith("node/"))).toEqual([]);
});
