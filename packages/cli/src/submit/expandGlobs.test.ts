import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative, resolve } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { unreadable } from "../unreadable.ts";
import { expandGlobs } from "./expandGlobs.ts";

let folder: string;
beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), "tabgrid globs ä "));
	await mkdir(join(folder, "Bilder [1]"));
	for (const name of ["Zeile 1 ü.png", "Zeile 2.png", "notes.txt"])
		await writeFile(join(folder, "Bilder [1]", name), "");
});
afterAll(() => rm(folder, { recursive: true, force: true }));

it("finds names with spaces and umlauts, by patterns and by themselves", async () => {
	const found = await expandGlobs([`${folder}/*/*.png`, join(folder, "Bilder [1]", "Zeile 2.png")]);
	expect(found.map((file) => relative(folder, resolve(file))).toSorted()).toEqual([
		"Bilder [1]/Zeile 1 ü.png",
		"Bilder [1]/Zeile 2.png",
	]);
});

it("takes backslashes for what they are on Windows, where no shell expands patterns", async () => {
	const pattern = `${folder}/*/*.png`.replaceAll("/", "\\");
	expect(await expandGlobs([pattern], "win32")).toHaveLength(2);
	await expect(expandGlobs([`${folder}\\*.gif`], "win32")).rejects.toThrow(/No file matches/);
});

it("a file that can't be read says why, and what to name instead", () => {
	const about = (code: string) =>
		unreadable("a b/", Object.assign(new Error("x"), { code })).message;
	expect(about("EISDIR")).toBe("a b is a folder: name its files, such as 'a b/*.png'.");
	expect(about("ENOENT")).toBe("There is no file a b.");
	expect(about("EIO")).toBe("a b/ can't be read: x");
});
