import { fileURLToPath } from "node:url";

export { cacheFolder } from "./cacheFolder.mjs";

/**
 * The script that runs a TypeScript file in a new process: `node <launcher> <file> [arguments…]`.
 * Pass it to `spawn(process.execPath, …)` or `fork`.
 */
export const launcher = fileURLToPath(new URL("./run.mjs", import.meta.url));
