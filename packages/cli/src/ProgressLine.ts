import colours from "picocolors";
import { fitLine } from "./fitLine.ts";

const wide = 24;
const narrow = 8;
/** Columns from which on the bar is wide. */
const roomy = 72;
/** Time between two lines where a line can't be rewritten, in ms. */
const quietMs = 5_000;

/** A bar of `done` out of `total`; shorter where a terminal is narrow, so that words have room. */
export function bar(done: number, total: number): string {
	const width = (process.stderr.columns || roomy) < roomy ? narrow : wide;
	const full = total === 0 ? 0 : Math.min(width, Math.floor((width * done) / total));
	return colours.green("█".repeat(full)) + colours.dim("░".repeat(width - full));
}

/** One line on standard error that is rewritten on a terminal, and repeated now and then elsewhere. */
export class ProgressLine {
	#last = "";
	#open = false;
	#quietUntil = 0;

	/** Shows the line; `always` also where lines aren't rewritten and one was just shown. */
	show(text: string, always = false): void {
		if (text === this.#last) return;
		this.#last = text;
		if (process.stderr.isTTY) {
			const fitted = fitLine(text, process.stderr.columns || Number.POSITIVE_INFINITY);
			process.stderr.write(`\r\u001b[2K${fitted}`);
			this.#open = true;
		} else if (always || Date.now() >= this.#quietUntil) {
			this.#quietUntil = Date.now() + quietMs;
			process.stderr.write(`${text}\n`);
		}
	}

	/** Says a sentence above the line. */
	say(sentence: string): void {
		if (!this.#open) return void process.stderr.write(`${sentence}\n`);
		process.stderr.write(`\r\u001b[2K${sentence}\n`);
		const line = this.#last;
		this.#last = "";
		this.show(line);
	}

	/** Leaves the line as it is; the next one begins below it. */
	end(): void {
		if (this.#open) process.stderr.write("\n");
		this.#open = false;
	}
}
