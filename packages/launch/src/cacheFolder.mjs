import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The repository's root. */
export const root = dirname(dirname(dirname(dirname(fileURLToPath(import.meta.url)))));

/** What takes long to make and can be made again at any time; `npm ci` empties it. */
export const cacheFolder = join(root, "node_modules", ".cache", "tabgrid");
