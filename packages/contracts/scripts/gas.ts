// Measures the gas of whole transactions and writes snapshots/; with `--check` compares instead and exits
// 1 when a figure moved. The tests themselves assert the aims.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { forge } from "./forge.ts";

const flag = process.argv.includes("--check") ? "--gas-snapshot-check" : "--gas-snapshot-emit";
process.exitCode = forge(["test", "--match-contract", "GasTest$", flag, "true"]).status;

for (const contract of ["JobEscrow", "ProviderStakes"]) {
	const path = fileURLToPath(new URL(`../snapshots/${contract}.json`, import.meta.url));
	const committed: Record<string, string> = JSON.parse(readFileSync(path, "utf8"));
	console.log(`Gas of a whole transaction in the dearest case, as in snapshots/${contract}.json:`);
	for (const [call, gas] of Object.entries(committed)) {
		console.log(`  ${call.padEnd(30)} ${Number(gas).toLocaleString("en")}`);
	}
}
