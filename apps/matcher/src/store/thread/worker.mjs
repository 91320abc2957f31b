import { launch } from "@tabgrid/launch/launch";

// A thread starts as plain JavaScript; this runs its TypeScript.
await launch(new URL("./serveDatabase.ts", import.meta.url));
