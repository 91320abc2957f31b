import { TabgridError } from "@tabgrid/protocol";
import { readOptions } from "./options.mjs";
import { describeVerification } from "./printVerification.ts";
import { verifyFile } from "./verifyFile.ts";

const options = readOptions(process.argv.slice(2));

try {
	const verification = await verifyFile(options, (line) => console.error(`• ${line}`));
	if (options.json)
		console.log(
			JSON.stringify(verification, (_, value: unknown) =>
				typeof value === "bigint" ? String(value) : value,
			),
		);
	else console.log(describeVerification(verification).join("\n"));
	process.exitCode = verification.problemCount === 0 ? 0 : 1;
} catch (error) {
	// A file of the wrong form is wrong; what can't be read or reached was not checked.
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = error instanceof TabgridError && error.code === "BAD_INPUT" ? 1 : 2;
}
