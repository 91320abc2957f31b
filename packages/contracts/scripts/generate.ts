// Writes src/generated/: the ABIs, the bytecode and the addresses that follow from it.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { generatedFiles, generatedFolder } from "./generatedFiles.ts";

mkdirSync(generatedFolder, { recursive: true });
for (const [name, text] of Object.entries(generatedFiles())) {
	writeFileSync(join(generatedFolder, name), text);
	console.log(`src/generated/${name}`);
}
