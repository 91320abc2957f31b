import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, it } from "vitest";
import { packLibraries } from "./packLibraries.ts";

const run = promisify(execFile);
const root = fileURLToPath(new URL("../../", import.meta.url));
const tsc = join(root, "node_modules/typescript/bin/tsc");
const program = `import { planOnnxBatch } from "@tabgrid/kernels";
import { createWallet, MatcherApi, postJob } from "@tabgrid/sdk";
const key = \`0x\${"11".repeat(32)}\` as const;
const wallet = createWallet("http://127.0.0.1:1", 31337, key);
export const used: unknown[] = [planOnnxBatch, postJob, new MatcherApi("http://127.0.0.1:1")];
console.log(wallet.account.address);
`;

/** A project that has the packages unpacked, and others' packages from the repository above it. */
let project: string;
beforeAll(async () => {
	await mkdir(join(root, ".tabgrid"), { recursive: true });
	project = await mkdtemp(join(root, ".tabgrid/project-"));
	const archives = await packLibraries(join(project, "archives"));
	expect(archives).toHaveLength(4);
	for (const archive of archives) {
		const name = /tabgrid-(\w+)-[\d.]+\.tgz$/.exec(archive)?.[1] ?? "";
		const folder = join(project, "node_modules/@tabgrid", name);
		await mkdir(folder, { recursive: true });
		await run("tar", ["-xzf", archive, "-C", folder, "--strip-components=1"]);
		// Versions of others' packages that the repository keeps for this library alone.
		await symlink(join(root, "packages", name, "node_modules"), join(folder, "node_modules"));
	}
	await writeFile(join(project, "package.json"), '{ "type": "module" }');
	await writeFile(join(project, "program.ts"), program);
}, 120_000);
afterAll(() => rm(project, { recursive: true, force: true }));

it("a program outside the repository is typed by the packed libraries, and runs on their JavaScript", async () => {
	const options = ["--strict", "--target", "es2023", "--module", "nodenext", "--skipLibCheck"];
	await run(process.execPath, [tsc, ...options, "program.ts"], { cwd: project });
	const { stdout } = await run(process.execPath, ["program.js"], { cwd: project });
	expect(stdout.trim()).toMatch(/^0x[0-9a-fA-F]{40}$/);
});
