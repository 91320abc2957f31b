// The dev server leaves types of its routes behind, which `next build` checks as well: those of a page that
// has since moved or gone would fail every build.
import { rm } from "node:fs/promises";

await rm(new URL("../.next/dev/types", import.meta.url), { recursive: true, force: true });
