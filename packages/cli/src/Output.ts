/**
 * Where a command speaks: results go to standard output, everything else to standard error. With
 * `--json` standard output carries JSON alone, one value a line.
 */
export class Output {
	readonly json: boolean;

	constructor(json: boolean) {
		this.json = json;
	}

	/** Whether a line can be rewritten and a question asked. */
	get interactive(): boolean {
		return !this.json && process.stderr.isTTY === true;
	}

	/** What the command found out, for programs and for people. */
	result(value: unknown, text: string): void {
		process.stdout.write(`${this.json ? JSON.stringify(value, bigintAsText) : text}\n`);
	}

	/** What is going on, for people. */
	say(sentence: string): void {
		process.stderr.write(`${sentence}\n`);
	}
}

function bigintAsText(_: string, value: unknown): unknown {
	return typeof value === "bigint" ? String(value) : value;
}
