import { execFile } from "node:child_process";
import {
	mkdirSync,
	mkdtempSync,
	readdirSync,
	rmSync,
	statSync,
	utimesSync,
	writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, expect, test } from "vitest";
import { freshBundle } from "./freshBundle.mjs";

const run = promisify(execFile);

let folder = "";
let entry = "";
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), "tabgrid-launch-"));
	entry = join(folder, "entry.ts");
	write("entry.ts", 'import { word } from "./word.ts";\nconsole.log(word as string);\n');
	write("word.ts", 'export const word: string = "one";\n');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Writes a source as it would have been written some time before anybody bundles it. */
function write(name: string, text: string, ageSeconds = 60) {
	const file = join(folder, name);
	writeFileSync(file, text);
	const time = Date.now() / 1000 - ageSeconds;
	utimesSync(file, time, time);
}
const bundles = () => join(folder, "bundles");
const fresh = () => freshBundle(entry, bundles());
const says = async (bundle: string) => (await run(process.execPath, [bundle])).stdout;
/** When the last bundle was made. */
const made = () => {
	const [place = ""] = readdirSync(bundles());
	return statSync(join(bundles(), place, "stamp.json")).mtimeMs;
};

test("a bundle runs as its sources do, and is made once", async () => {
	const bundle = await fresh();
	expect(await says(bundle)).toBe("one\n");
	const first = made();
	expect(await fresh()).toBe(bundle);
	expect(made()).toBe(first);
});

test("what a source became is what runs next", async () => {
	const before = await fresh();
	write("word.ts", 'export const word: string = "two";\n', 30);
	const after = await fresh();
	expect(await says(after)).toBe("two\n");
	expect(await says(before), "a process that still starts finds its bundle whole").toBe("one\n");
});

test("a source that goes away is missed, and back it is found", async () => {
	const bundle = await fresh();
	rmSync(join(folder, "word.ts"));
	await expect(fresh()).rejects.toThrow("word.ts");
	write("word.ts", 'export const word: string = "one";\n', 30);
	expect(await fresh()).toBe(bundle);
});

test("a source that was written while it was bundled is read again", async () => {
	write("word.ts", 'export const word: string = "one";\n', -60);
	await fresh();
	const first = made();
	await fresh();
	expect(made()).toBeGreaterThan(first);
});

test("several processes that start at once all run the whole program", async () => {
	const source = new URL("./freshBundle.mjs", import.meta.url).href;
	const start = `
		import { freshBundle } from ${JSON.stringify(source)};
		await import(await freshBundle(${JSON.stringify(entry)}, ${JSON.stringify(bundles())}));
	`;
	const starts = [1, 2, 3].map(() => run(process.execPath, ["--input-type=module", "-e", start]));
	expect((await Promise.all(starts)).map(({ stdout }) => stdout)).toEqual([
		"one\n",
		"one\n",
		"one\n",
	]);
});

test("a bundled file finds what lies beside it, and its errors name the source", async () => {
	write("entry.ts", 'import "./deep/place.ts";\n');
	mkdirSync(join(folder, "deep"));
	write(
		"deep/place.ts",
		`import { readFileSync } from "node:fs";
interface Said { readonly text: string }
const said: Said = { text: readFileSync(new URL("./said.txt", import.meta.url), "utf8") };
throw new Error(said.text);
`,
	);
	write("deep/said.txt", "found");
	const bundle = await fresh();
	const failed = run(process.execPath, ["--enable-source-maps", bundle]);
	await expect(failed).rejects.toThrow(/found[\s\S]*place\.ts:4:/);
});
