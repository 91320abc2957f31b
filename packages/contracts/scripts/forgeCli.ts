// Passes its arguments on to forge: `npm run test:forge -w @tabgrid/contracts -- --json`.
import { forge } from "./forge.ts";

process.exitCode = forge(process.argv.slice(2)).status;
