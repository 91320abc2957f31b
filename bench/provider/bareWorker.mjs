import { launch } from "@tabgrid/launch/launch";

// A thread starts as plain JavaScript; this runs its TypeScript.
await launch(new URL("./bareWorker.ts", import.meta.url));
