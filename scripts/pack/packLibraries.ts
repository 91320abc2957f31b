import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { z } from "zod";

const execute = promisify(execFile);
const root = fileURLToPath(new URL("../../", import.meta.url));
/** What a program needs, each after what it imports. */
const libraries = ["protocol", "contracts", "kernels", "sdk"] as const;

const Manifest = z.object({
	name: z.string(),
	version: z.string(),
	license: z.string(),
	exports: z.record(z.string(), z.string()),
	dependencies: z.record(z.string(), z.string()),
});

/** The compiled form of an entry point of the sources, without its ending. */
const compiled = (source: string) => source.replace(/^\.\/src\//, "./dist/").replace(/\.ts$/, "");

/** Entry points that a program has no use for: what tests and deployments take. */
const within: ReadonlySet<string> = new Set([
	"@tabgrid/kernels/testing",
	"@tabgrid/contracts/node",
]);

/**
 * Writes the SDK and the libraries below it as packages that a project outside this repository installs:
 * JavaScript with declarations, made of what their entry points reach. Answers the archives.
 * @throws Error with the compiler's or npm's words.
 */
export async function packLibraries(folder: string): Promise<string[]> {
	await mkdir(folder, { recursive: true });
	const files: string[] = [];
	for (const library of libraries) files.push(await pack(join(root, "packages", library), folder));
	return files;
}

async function pack(source: string, folder: string): Promise<string> {
	const manifest = Manifest.parse(JSON.parse(await readFile(join(source, "package.json"), "utf8")));
	const entries = Object.entries(manifest.exports).filter(
		([name]) => !within.has(name.replace(".", manifest.name)),
	);
	// Beside the sources, whose types are found from there.
	const state = join(source, ".tabgrid");
	await mkdir(state, { recursive: true });
	const made = await mkdtemp(join(state, "pack-"));
	try {
		const project = {
			extends: "../../tsconfig.json",
			compilerOptions: {
				noEmit: false,
				declaration: true,
				rewriteRelativeImportExtensions: true,
				rootDir: "../../src",
				outDir: "dist",
			},
			include: [],
			files: entries.map(([, file]) => join("../..", file)),
		};
		await writeFile(join(made, "tsconfig.json"), JSON.stringify(project));
		await run(process.execPath, [join(root, "node_modules/typescript/bin/tsc"), "-p", made]);
		await rm(join(made, "tsconfig.json"));
		const exports = entries.map(([name, file]) => [
			name,
			{ types: `${compiled(file)}.d.ts`, default: `${compiled(file)}.js` },
		]);
		const published = {
			...manifest,
			type: "module",
			sideEffects: false,
			exports: Object.fromEntries(exports),
			files: ["dist"],
			dependencies: await namedIn(join(made, "dist"), manifest.dependencies),
		};
		await writeFile(join(made, "package.json"), JSON.stringify(published, null, "\t"));
		const said = await run("npm", ["pack", "--json", "--pack-destination", folder, made]);
		const [packed] = z.tuple([z.object({ filename: z.string() })]).parse(JSON.parse(said));
		return join(folder, packed.filename);
	} finally {
		await rm(made, { recursive: true, force: true });
	}
}

/** Those dependencies that compiled modules name. */
async function namedIn(folder: string, dependencies: Readonly<Record<string, string>>) {
	const names = await readdir(folder, { recursive: true });
	const modules = names.filter((name) => name.endsWith(".js"));
	const texts = await Promise.all(modules.map((name) => readFile(join(folder, name), "utf8")));
	const named = (name: string) =>
		texts.some((text) => text.includes(`"${name}"`) || text.includes(`"${name}/`));
	return Object.fromEntries(Object.entries(dependencies).filter(([name]) => named(name)));
}

/** What a program says on standard output; npm's warnings go elsewhere. */
async function run(command: string, args: readonly string[]): Promise<string> {
	try {
		return (await execute(command, args, { cwd: root, maxBuffer: 64 * 1024 * 1024 })).stdout;
	} catch (error) {
		// The compiler complains on standard output.
		const said = z.object({ stdout: z.string(), stderr: z.string() }).safeParse(error).data;
		throw new Error(`${command} ${args.join(" ")} failed:\n${said?.stdout}${said?.stderr}`, {
			cause: error,
		});
	}
}
