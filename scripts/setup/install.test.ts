import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { isInstalled } from "./install.mjs";

let folder: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), "tabgrid-install-"));
	mkdirSync(join(folder, "node_modules"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const lock = (packages: object) =>
	writeFileSync(join(folder, "package-lock.json"), JSON.stringify({ packages }));
const installed = (packages: object) =>
	writeFileSync(join(folder, "node_modules", ".package-lock.json"), JSON.stringify({ packages }));

test("nothing is installed before npm noted that it has finished", () => {
	lock({ "": {} });
	expect(isInstalled(folder)).toBe(false);
});

test("packages in the locked versions are installed, without those for other platforms", () => {
	lock({
		"": { version: "1.0.0" },
		"node_modules/a": { version: "1.2.3" },
		"node_modules/a-darwin": { version: "1.2.3", optional: true },
		"node_modules/@tabgrid/web": { resolved: "apps/web", link: true },
	});
	installed({
		"node_modules/a": { version: "1.2.3" },
		"node_modules/@tabgrid/web": { resolved: "apps/web", link: true },
	});
	expect(isInstalled(folder)).toBe(true);
});

test("another version, or a package that was added since, means installing again", () => {
	installed({ "node_modules/a": { version: "1.2.3" } });
	lock({ "node_modules/a": { version: "1.2.4" } });
	expect(isInstalled(folder)).toBe(false);
	lock({ "node_modules/a": { version: "1.2.3" }, "node_modules/b": { version: "1.0.0" } });
	expect(isInstalled(folder)).toBe(false);
});
