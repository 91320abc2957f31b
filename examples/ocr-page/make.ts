/**
 * Renders the page of prose.ts with the fonts of this machine: one picture a line into lines/, all of
 * them as page.png, and truth.json, which maps each file to its text. The results are committed; run
 * this only to change them:
 *
 *     CHROMIUM_PATH=/usr/bin/chromium npx tsx examples/ocr-page/make.ts
 */
import { mkdir, rm, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { paragraphs } from "./prose.ts";

const families = {
	serif: "DejaVu Serif",
	sans: "DejaVu Sans",
	mono: "DejaVu Sans Mono",
} as const;
const sizes = { serif: 30, sans: 29, mono: 28 } as const;

const escapeHtml = (text: string) =>
	text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

const html = `<!doctype html><meta charset="utf-8"><style>
	body { margin: 0; background: #fff; color: #111 }
	main { display: inline-block; padding: 40px 48px; background: #fff }
	p { margin: 0 0 26px }
	span { display: block; width: max-content; padding: 4px 8px; white-space: pre; line-height: 40px }
</style><main>${paragraphs
	.map(
		({ font, lines }) =>
			`<p style="font: ${sizes[font]}px '${families[font]}'">${lines
				.map((line) => `<span>${escapeHtml(line)}</span>`)
				.join("")}</p>`,
	)
	.join("")}</main>`;

const folder = new URL("./", import.meta.url);
const pathOf = (name: string) => fileURLToPath(new URL(name, folder));

const browser = await chromium.launch({
	executablePath: process.env.CHROMIUM_PATH ?? "/usr/bin/chromium",
	args: ["--no-sandbox", "--font-render-hinting=none", "--disable-lcd-text"],
});
try {
	const page = await browser.newPage({ viewport: { width: 1200, height: 900 } });
	await page.setContent(html);
	await page.evaluate("document.fonts.ready");
	await rm(pathOf("lines"), { recursive: true, force: true });
	await mkdir(pathOf("lines"), { recursive: true });
	const truth: Record<string, string> = {};
	const lines = paragraphs.flatMap(({ lines }) => lines);
	for (const [index, element] of (await page.locator("span").all()).entries()) {
		const name = `line-${String(index + 1).padStart(2, "0")}.png`;
		await element.screenshot({ path: pathOf(`lines/${name}`) });
		truth[name] = lines[index] ?? "";
	}
	await page.locator("main").screenshot({ path: pathOf("page.png") });
	await writeFile(pathOf("truth.json"), `${JSON.stringify(truth, null, "\t")}\n`);
	console.log(`${Object.keys(truth).length} lines rendered.`);
} finally {
	await browser.close();
}
