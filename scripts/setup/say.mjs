/**
 * Prints one line of progress for a person. Standard output is left alone when the command promises
 * JSON there.
 * @param {string} line
 */
export function say(line) {
	const stream = process.argv.includes("--json") ? process.stderr : process.stdout;
	stream.write(`${line}\n`);
}
