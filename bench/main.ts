import { benchMatcher } from "./matcher/benchMatcher.ts";
import { help, readOptions, UsageError } from "./options.ts";

try {
	const options = readOptions(process.argv.slice(2));
	if (options === null) console.log(help);
	else console.log(JSON.stringify(await benchMatcher(options)));
} catch (error) {
	if (!(error instanceof UsageError)) throw error;
	console.error(`${error.message}\n\n${help}`);
	process.exitCode = 2;
}
