import { availableParallelism } from "node:os";

/** Half the cores, as vitest has it, but two at least: on two cores one worker leaves one idle. */
export const maxWorkers = Math.max(2, Math.ceil(availableParallelism() / 2));

/**
 * For tests that leave nothing behind in their process: the files of a worker share its modules, so that
 * each is read, and each WebAssembly file compiled, once a worker and not once a file.
 */
export const sharedModules = { isolate: false, maxWorkers };
