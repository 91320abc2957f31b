import { benchHidden } from "./hidden/benchHidden.ts";
import { benchMatcher } from "./matcher/benchMatcher.ts";
import { type BenchOptions, help, readOptions, UsageError } from "./options.ts";

const bench = (options: BenchOptions) =>
	options.name === "hidden" ? benchHidden(options) : benchMatcher(options);

try {
	const options = readOptions(process.argv.slice(2));
	if (options === null) console.log(help);
	else console.log(JSON.stringify(await bench(options)));
} catch (error) {
	if (!(error instanceof UsageError)) throw error;
	console.error(`${error.message}\n\n${help}`);
	process.exitCode = 2;
}
