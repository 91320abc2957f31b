import type { Row } from "./table.ts";

/** An aim of the design, and what the run says of it. */
export interface Aim {
	readonly says: string;
	/** Null when the run has no figure for it, and where cost and errors speak for different policies. */
	readonly met: boolean | null;
	readonly figure: number | null;
}

const find = (rows: readonly Row[], scenario: string, policy: string) =>
	rows.find((row) => row.scenario === scenario && row.policy === policy)?.figures;

function atMost(says: string, figure: number | undefined, most: number): Aim {
	return {
		says,
		figure: figure ?? null,
		met: figure === undefined ? null : figure <= most,
	};
}

/** In each scenario: better on cost and errors, or a trade-off between them, or neither. */
function betterThanBoinc(rows: readonly Row[]): Aim[] {
	const scenarios = [...new Set(rows.map(({ scenario }) => scenario))];
	return scenarios.flatMap((scenario) => {
		const ours = find(rows, scenario, "tabgrid");
		const theirs = find(rows, scenario, "boinc");
		if (ours === undefined || theirs === undefined) return [];
		const cheaper = ours.executionsPerVerified <= theirs.executionsPerVerified;
		const righter = ours.wrongPerMillion <= theirs.wrongPerMillion;
		const saved = theirs.executionsPerVerified - ours.executionsPerVerified;
		const tradeOff = !cheaper && ours.wrongPerMillion < theirs.wrongPerMillion;
		const prevented = Math.round(theirs.wrongPerMillion - ours.wrongPerMillion);
		return [
			{
				says: tradeOff
					? `${scenario}: dearer than BOINC's rule, with ${prevented} fewer wrong per million`
					: `${scenario}: no dearer than BOINC's rule, and no more wrong`,
				met: tradeOff ? null : cheaper && righter,
				figure: Math.round(saved * 1000) / 1000,
			},
		];
	});
}

/** The aims of the policy `tabgrid` at steady state. */
export function aimsOf(rows: readonly Row[]): Aim[] {
	const ours = (scenario: string) => find(rows, scenario, "tabgrid");
	const steady = ["honest", "newcomers"].flatMap((scenario) => ours(scenario) ?? []);
	const executions = steady.map((figures) => figures.executionsPerVerified);
	const unpaid = rows
		.filter(({ policy }) => policy === "tabgrid")
		.map(({ figures }) => figures.honestUnpaidPerMillion);
	return [
		atMost(
			"executions per verified shard at most 1.08",
			executions.length > 0 ? Math.max(...executions) : undefined,
			1.08,
		),
		atMost("0 wrong with 10 % independent liars", ours("liars")?.wrongPerMillion, 0),
		atMost(
			"at most 10 wrong per million with a ring of 10 % sleepers",
			ours("sleepers-10")?.wrongPerMillion,
			10,
		),
		atMost(
			"honest unpaid at most 1 per million",
			unpaid.length > 0 ? Math.max(...unpaid) : undefined,
			1,
		),
		...betterThanBoinc(rows),
	];
}
