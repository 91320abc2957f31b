import { stripVTControlCharacters } from "node:util";
import colours from "picocolors";
import { type StepResult, total } from "./step.ts";

/** One line for a step that has ended. */
export function resultLine({ title, passed, failed, skipped = 0, ms }: StepResult): string {
	const mark = failed === 0 ? colours.green("✓") : colours.red("✗");
	const counts = [
		`${passed} passed`,
		...(failed > 0 ? [colours.red(`${failed} failed`)] : []),
		...(skipped > 0 ? [`${skipped} skipped`] : []),
	];
	return `${mark} ${title.padEnd(44)} ${counts.join(", ")} ${colours.dim(`(${seconds(ms)})`)}`;
}

/** All steps, one a line. */
export function table(results: readonly StepResult[]): string {
	return results.map(resultLine).join("\n");
}

/** Characters of a failure's message that are repeated: what is expected stands first. */
const messageLimit = 1_500;

/** What failed and why, once more: the end of a long output is what one has of it. */
export function failureList(results: readonly StepResult[]): string {
	return results
		.flatMap(({ title, failures = [] }) => failures.map((failure) => ({ title, ...failure })))
		.map(({ title, name, message }) => {
			const text = stripVTControlCharacters(message);
			const shown = text.length > messageLimit ? `${text.slice(0, messageLimit)} …` : text;
			return `${colours.red("✗")} ${title} › ${name}\n${shown.replace(/^/gm, "    ")}\n`;
		})
		.join("\n");
}

/** The last line of every check and test run. */
export function totalLine(results: readonly StepResult[]): string {
	const { passed, failed } = total(results);
	return `${passed} passed, ${failed} failed`;
}

function seconds(ms: number): string {
	return ms < 10_000 ? `${(ms / 1000).toFixed(1)} s` : `${Math.round(ms / 1000)} s`;
}
