import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { choosePorts } from "./choosePorts.ts";

let folder: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), "tabgrid-ports-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const listenOn = (port: number) =>
	new Promise<Server>((resolve) => {
		const server = createServer();
		server.listen(port, "127.0.0.1", () => resolve(server));
	});

test("a folder's grid gets the ports that it had before", async () => {
	const first = await choosePorts(folder, {});
	expect(new Set(Object.values(first)).size).toBe(3);
	expect(await choosePorts(folder, {})).toEqual(first);
});

test("a port that is taken gives way to another one", async () => {
	const first = await choosePorts(folder, {});
	const server = await listenOn(first.web);
	const second = await choosePorts(folder, { web: first.web });
	expect(second.web).not.toBe(first.web);
	expect(second.chain).toBe(first.chain);
	await new Promise((resolve) => server.close(resolve));
});
