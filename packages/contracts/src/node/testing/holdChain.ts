// A program that starts a chain, names it, and would wait for ever.
import { startAnvil } from "../startAnvil.ts";

console.log((await startAnvil()).rpcUrl);
