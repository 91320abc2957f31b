import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { policyFigures } from "./policyFigures.ts";

const document = readFileSync(new URL("../../../docs/trust.md", import.meta.url), "utf8");
const columns = { twoOfTwo: 0, fast: 4, balanced: 5, paranoid: 6 } as const;

/** A policy's column of the simulator's table: executions and wrong per million, by scenario. */
function column(place: number): Map<string, { executions: number; wrong: number }> {
	const rows = document.matchAll(/^\| ([a-z0-9-]+): [^|]*\|(.*)\|$/gm);
	return new Map(
		Array.from(rows, ([, scenario = "", cells = ""]) => {
			const cell = cells.split("|")[place]?.replaceAll(/[*,\s]/g, "") ?? "";
			const [executions, wrong] = cell.split("/").map(Number);
			return [scenario, { executions: executions ?? Number.NaN, wrong: wrong ?? Number.NaN }];
		}),
	);
}

test.each(Object.entries(columns))(
	"the figures of %s are those of the simulator's table in docs/trust.md",
	(name, place) => {
		const measured = column(place);
		expect(measured.size).toBeGreaterThanOrEqual(15);
		// No policy can tell what no comparison sees.
		expect(measured.delete("low-precision-unseen")).toBe(true);
		const all = [...measured.values()];
		const round = (value: number | undefined) => Number((value ?? Number.NaN).toFixed(2));
		const figures = Object.entries(policyFigures).find(([policy]) => policy === name)?.[1];
		expect(figures).toEqual({
			executions: {
				usual: round(measured.get("honest")?.executions),
				most: round(Math.max(...all.map(({ executions }) => executions))),
			},
			wrongPerMillion: {
				usual: measured.get("liars")?.wrong,
				most: Math.max(...all.map(({ wrong }) => wrong)),
			},
		});
	},
);
