// A worker starts as plain JavaScript; from here on TypeScript can be imported.
import { register } from "tsx/esm/api";

register();
await import("./backendWorker.ts");
