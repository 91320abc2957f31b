import { benchComparator } from "./comparator/benchComparator.ts";
import { benchHidden } from "./hidden/benchHidden.ts";
import { benchJoin } from "./join/benchJoin.ts";
import { benchLatency } from "./latency/benchLatency.ts";
import { benchMatcher } from "./matcher/benchMatcher.ts";
import { type BenchOptions, help, readOptions, UsageError } from "./options.ts";
import { benchPortable } from "./portable/benchPortable.ts";
import { benchRunner } from "./runner/benchRunner.ts";
import { benchScale } from "./scale/benchScale.ts";

const benches: Record<BenchOptions["name"], (options: BenchOptions) => Promise<object>> = {
	matcher: benchMatcher,
	comparator: benchComparator,
	runner: benchRunner,
	latency: benchLatency,
	join: benchJoin,
	scale: benchScale,
	hidden: benchHidden,
	portable: benchPortable,
};

try {
	const options = readOptions(process.argv.slice(2));
	if (options === null) console.log(help);
	else console.log(JSON.stringify(await benches[options.name](options)));
} catch (error) {
	if (!(error instanceof UsageError)) throw error;
	console.error(`${error.message}\n\n${help}`);
	process.exitCode = 2;
}
