import type { Figures } from "./tally.ts";

export interface Row {
	readonly scenario: string;
	readonly policy: string;
	readonly figures: Figures;
}

const number = (value: number) =>
	value >= 1_000 ? Math.round(value).toLocaleString("en-US") : String(Math.round(value * 10) / 10);

const columns: readonly { readonly head: string; readonly cell: (row: Row) => string }[] = [
	{ head: "policy", cell: ({ policy }) => policy },
	{
		head: "executions per verified",
		cell: ({ figures }) => figures.executionsPerVerified.toFixed(3),
	},
	{ head: "wrong per million", cell: ({ figures }) => number(figures.wrongPerMillion) },
	{
		head: "±",
		cell: ({ figures }) => (figures.wrongError === null ? "" : number(figures.wrongError)),
	},
	{
		head: "honest unpaid per million",
		cell: ({ figures }) => number(figures.honestUnpaidPerMillion),
	},
	{
		head: "lost to cheats per million",
		cell: ({ figures }) => number(figures.lostToCheatsPerMillion),
	},
	{ head: "time ÷ ideal", cell: ({ figures }) => figures.timeToIdeal.toFixed(2) },
	{ head: "most replicas", cell: ({ figures }) => String(figures.mostReplicas) },
];

/** The rows as lines of text in columns, the heads first. */
export function tableLines(rows: readonly Row[]): string[] {
	const cells = [
		columns.map(({ head }) => head),
		...rows.map((row) => columns.map(({ cell }) => cell(row))),
	];
	const widths = columns.map((_, column) =>
		Math.max(...cells.map((line) => line[column]?.length ?? 0)),
	);
	return cells.map((line) =>
		line
			.map((cell, column) => {
				const width = widths[column] ?? 0;
				return column === 0 ? cell.padEnd(width) : cell.padStart(width);
			})
			.join("  "),
	);
}
