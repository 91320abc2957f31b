import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "@playwright/test";
import { OcrArtifact } from "@tabgrid/kernels";
import { DemoSummary, problemsOf } from "@tabgrid/scripts/demo";

const root = fileURLToPath(new URL("../..", import.meta.url));

test("npm run demo reads a page by three tabs, pays them, and says so in one JSON object", async () => {
	test.setTimeout(10 * 60_000);
	const args = ["scripts/demo.mjs", "--exit", "--json", "--size", "24"];
	const { code, stdout } = await run(args);
	const last = stdout.trimEnd().split("\n").at(-1) ?? "";
	const summary = DemoSummary.parse(JSON.parse(last));

	expect(problemsOf(summary)).toEqual([]);
	expect(code).toBe(0);
	expect(summary).toMatchObject({ kernel: "ocr-lines", shards: 24, verified: 24 });
	expect(summary.providers).toBe(3);
	// Two providers a line, or all three where an idle one was given a slow line as well.
	const agreed = summary.backends.webgpu + summary.backends.wasm;
	expect(agreed).toBeGreaterThanOrEqual(2 * 24);
	expect(agreed).toBeLessThanOrEqual(3 * 24);
	expect(summary.replicas).toBe(agreed);
	expect(summary.txs.length).toBeGreaterThanOrEqual(5); // post, settle, three redemptions
	const file = resolve(root, summary.artifact);
	expect(existsSync(file)).toBe(true);
	expect(OcrArtifact.parse(JSON.parse(readFileSync(file, "utf8"))).lines).toHaveLength(24);
});

function run(args: readonly string[]): Promise<{ code: number | null; stdout: string }> {
	return new Promise((done, failed) => {
		const child = spawn(process.execPath, args, {
			cwd: root,
			stdio: ["ignore", "pipe", "inherit"],
		});
		let stdout = "";
		child.stdout.on("data", (chunk: Buffer) => {
			stdout += chunk.toString("utf8");
		});
		child.once("error", failed);
		child.once("close", (code) => done({ code, stdout }));
	});
}
