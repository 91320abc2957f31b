declare global {
	/** zod's settings, which it shares by this name; `z.config` writes there. */
	var __zod_globalConfig: { jitless?: boolean } | undefined;
}

// Runs before the page's own code. zod compiles its schemas where it may, and tries that out once, which
// the page's policy forbids and the browser reports as an issue of the page: it is told not to try, without
// its code, which comes later.
globalThis.__zod_globalConfig ??= {};
globalThis.__zod_globalConfig.jitless = true;

export {};
