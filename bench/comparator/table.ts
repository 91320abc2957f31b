import type { CaseResult, LieResult } from "./measureCase.ts";

const lies = ["float16", "int8", "shortened", "neighbour", "zeros", "oneNumber"];

/** A case's result under its name. */
export interface NamedResult extends CaseResult {
	readonly name: string;
}

/** The report as Markdown: for each lie how many shards pass, by the answers and with evidence. */
export function table(results: readonly NamedResult[]): string {
	const head = ["model", "honest, furthest", "false alarms", ...lies, "noise caught from"];
	const rows = results.map(({ name, honest, lies: told, noiseCaughtFrom, evidence }) => [
		name,
		String(honest.furthest),
		`${honest.falseAlarms} of ${honest.pairs}`,
		...lies.map((lie) => cell(told[lie] ?? null, evidence)),
		evidence
			? `${scale(noiseCaughtFrom.answer)} → ${scale(noiseCaughtFrom.all)}`
			: scale(noiseCaughtFrom.all),
	]);
	return [head, head.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n");
}

const scale = (value: number | null) => (value === null ? "—" : value.toExponential(0));

function cell(lie: LieResult | null, evidence: boolean): string {
	if (lie === null) return "—";
	const { passAnswer, passAll, told, nearestAnswer, nearestAll } = lie;
	const one = (pass: number, nearest: number | string) =>
		pass === 0 ? `${nearest}` : `**${nearest}: ${pass} of ${told} pass**`;
	return evidence
		? `${one(passAnswer, nearestAnswer)} → ${one(passAll, nearestAll)}`
		: one(passAll, nearestAll);
}
