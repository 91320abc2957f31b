import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { z } from "zod";

const main = createRequire(import.meta.url).resolve("@electric-sql/pglite");
const manifest: unknown = JSON.parse(
	readFileSync(join(dirname(main), "..", "package.json"), "utf8"),
);

/** The installed version of PGlite: another one may lay out its files otherwise. */
export const pgliteVersion = z
	.object({ name: z.literal("@electric-sql/pglite"), version: z.string() })
	.parse(manifest).version;
