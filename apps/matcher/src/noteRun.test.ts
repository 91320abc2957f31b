import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { createLogger } from "./log.ts";
import { noteRun } from "./noteRun.ts";

let folder: string;
beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), "tabgrid-note-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** How often the matcher before was called killed. */
async function warnings(): Promise<{ warned: number; forget: () => Promise<void> }> {
	const log = createLogger("silent");
	let warned = 0;
	log.warn = () => {
		warned += 1;
	};
	const forget = await noteRun(folder, log);
	return { warned, forget };
}

it("says that the run before was killed when it left its note, and nothing when it ended well", async () => {
	const first = await warnings();
	expect(first.warned).toBe(0);
	const second = await warnings();
	expect(second.warned).toBe(1);
	await second.forget();
	expect((await warnings()).warned).toBe(0);
});

it("says nothing of a matcher that runs, nor of a note that was cut off", async () => {
	const running = { pid: process.ppid, startedAt: new Date().toISOString() };
	await writeFile(join(folder, "running.json"), JSON.stringify(running));
	expect((await warnings()).warned).toBe(0);
	await writeFile(join(folder, "running.json"), '{"pid": 12');
	expect((await warnings()).warned).toBe(0);
});
