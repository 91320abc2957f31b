import { register } from "tsx/esm/api";

// Threads don't inherit the loader that runs TypeScript.
register();
await import("./compute.ts");
