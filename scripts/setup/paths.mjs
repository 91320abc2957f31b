import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The repository's root folder. */
export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** Where everything that Tabgrid makes at run time is kept; never committed. */
export const stateFolder = join(root, ".tabgrid");

/** Where the output of long-running tools goes. */
export const logFolder = join(stateFolder, "logs");
