// Runs forge coverage, prints what is covered of each file in solidity/src, and exits 1 when lines or
// branches of all of them together are covered by less than 95 %.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { forge } from "./forge.ts";

const aim = 95;

/** How many there are and how many ran. */
interface Count {
	found: number;
	hit: number;
}
interface Coverage {
	readonly lines: Count;
	readonly branches: Count;
	readonly functions: Count;
}

/** lcov's keys for the counts of a file. */
const keys = {
	LF: ["lines", "found"],
	LH: ["lines", "hit"],
	BRF: ["branches", "found"],
	BRH: ["branches", "hit"],
	FNF: ["functions", "found"],
	FNH: ["functions", "hit"],
} as const;

const nothing = (): Coverage => ({
	lines: { found: 0, hit: 0 },
	branches: { found: 0, hit: 0 },
	functions: { found: 0, hit: 0 },
});

/** The counts of each of our contracts in an lcov report. */
function parseLcov(text: string): Map<string, Coverage> {
	const files = new Map<string, Coverage>();
	let current: Coverage | undefined;
	for (const line of text.split("\n")) {
		const [key = "", value = ""] = line.split(":", 2);
		if (key === "SF") {
			current = value.startsWith("solidity/src/") ? nothing() : undefined;
			if (current) files.set(value, current);
		} else if (current && isCount(key)) {
			const [what, which] = keys[key];
			current[what][which] += Number(value);
		}
	}
	return files;
}

function isCount(key: string): key is keyof typeof keys {
	return key in keys;
}

const percent = ({ found, hit }: Count) => (found === 0 ? 100 : (100 * hit) / found);
const figure = (count: Count) =>
	`${percent(count).toFixed(1).padStart(5)} % (${count.hit}/${count.found})`.padEnd(20);

function row(name: string, { lines, branches, functions }: Coverage): void {
	console.log(`${name.padEnd(38)} ${figure(lines)} ${figure(branches)} ${figure(functions)}`);
}

function measure(): Map<string, Coverage> {
	const scratch = mkdtempSync(join(tmpdir(), "tabgrid-coverage-"));
	const report = join(scratch, "lcov.info");
	try {
		// Without the optimiser OpenZeppelin's P256 runs out of stack, so the new pipeline compiles at
		// its least; gas figures mean nothing in that build. Few runs: reaching lines needs no more.
		const result = forge(
			[
				"coverage",
				"--ir-minimum",
				"--report",
				"lcov",
				"--report-file",
				report,
				// Compiling is nearly all of the work, and figures of gas say nothing about coverage.
				"--skip",
				"Gas.t.sol",
			],
			{ capture: true, env: { FOUNDRY_FUZZ_RUNS: "32", FOUNDRY_INVARIANT_RUNS: "8" } },
		);
		if (result.status !== 0) {
			throw new Error(`forge coverage failed:\n${result.stdout}${result.stderr}`);
		}
		return parseLcov(readFileSync(report, "utf8"));
	} finally {
		rmSync(scratch, { recursive: true, force: true });
	}
}

const files = measure();
const total = nothing();
console.log(`${"".padEnd(38)} ${"lines".padEnd(20)} ${"branches".padEnd(20)} functions`);
for (const [name, coverage] of files) {
	row(name, coverage);
	for (const what of ["lines", "branches", "functions"] as const) {
		total[what].found += coverage[what].found;
		total[what].hit += coverage[what].hit;
	}
}
row("all", total);
if (total.lines.found === 0 || total.branches.found === 0) {
	throw new Error("The coverage report names none of our contracts.");
}
if (percent(total.lines) < aim || percent(total.branches) < aim) {
	console.error(`Lines and branches must each be covered by at least ${aim} %.`);
	process.exitCode = 1;
}
