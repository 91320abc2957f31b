import { scaleLinear, scaleLog } from "d3-scale";
import { isVariant } from "./policies/index.ts";
import type { Row } from "./table.ts";

const size = { width: 860, height: 520, left: 100, right: 200, top: 30, bottom: 60 };
const right = size.width - size.right;
const foot = size.height - size.bottom;
const colours = ["#64748b", "#94a3b8", "#d97706", "#9333ea", "#0ea5e9", "#1d4ed8", "#059669"];
/** Below this rate a point stands on the axis: nothing wrong was seen. */
const least = 0.1;

const escaped = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
const text = (x: number, y: number, words: string, anchor = "middle") =>
	`<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" text-anchor="${anchor}">${escaped(words)}</text>`;

interface Point {
	/** Executions per verified shard, and wrong results per million. */
	readonly x: number;
	readonly y: number;
	readonly colour: string;
	readonly says: string;
	/** Standard error of y. */
	readonly error?: number | null;
	readonly label?: string;
}

interface Plot {
	readonly title: string;
	readonly axes: readonly [string, string];
	readonly points: readonly Point[];
	readonly legend: readonly { readonly name: string; readonly colour: string }[];
	/** The range of wrong results, in powers of ten. */
	readonly decades: readonly number[];
}

function plot({ title, axes, points, legend, decades }: Plot): string {
	const [lowest = least, highest = 1e6] = [decades.at(0), decades.at(-1)];
	const x = scaleLinear([1, Math.max(1.02, ...points.map((point) => point.x))], [size.left, right]);
	const y = scaleLog([lowest, highest], [foot, size.top]).clamp(true);
	x.nice();
	const grid = [
		...x.ticks(8).map((tick) => text(x(tick), foot + 20, String(tick))),
		...decades.map((tick) => {
			const named = tick === least ? "none" : tick.toLocaleString("en-US");
			const line = `<line x1="${size.left}" x2="${right}" y1="${y(tick)}" y2="${y(tick)}" stroke="#e2e8f0"/>`;
			return line + text(size.left - 8, y(tick) + 4, named, "end");
		}),
	];
	const dots = points.map(({ colour, says, error, label, ...point }) => {
		const [cx, cy] = [x(point.x).toFixed(1), y(point.y).toFixed(1)];
		const bar =
			error === undefined || error === null
				? ""
				: `<line x1="${cx}" x2="${cx}" y1="${y(Math.max(lowest, point.y - 2 * error)).toFixed(1)}" y2="${y(point.y + 2 * error).toFixed(1)}" stroke="${colour}"/>`;
		const name =
			label === undefined
				? ""
				: `<text transform="translate(${cx} ${cy}) rotate(-50)" x="10" y="4">${escaped(label)}</text>`;
		return `${bar}<circle cx="${cx}" cy="${cy}" r="5" fill="${colour}" fill-opacity="0.75"><title>${escaped(says)}</title></circle>${name}`;
	});
	const names = legend.map(({ name, colour }, place) => {
		const top = size.top + 12 + place * 22;
		return `<circle cx="${right + 24}" cy="${top - 4}" r="5" fill="${colour}"/>${text(right + 36, top, name, "start")}`;
	});
	return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size.width} ${size.height}" font-family="system-ui, sans-serif" font-size="13" fill="#334155">
<title>${escaped(title)}</title>
<rect width="100%" height="100%" fill="#ffffff"/>
${grid.join("\n")}
${dots.join("\n")}
${names.join("\n")}
${text((size.left + right) / 2, size.height - 14, axes[0])}
<text transform="translate(18 ${(size.top + foot) / 2}) rotate(-90)" text-anchor="middle">${escaped(axes[1])}</text>
</svg>
`;
}

/**
 * Cost against errors, one point for each scenario and policy: left and low is better. Wrong results are
 * on a logarithmic axis, with none at its foot.
 * @returns an SVG document.
 */
export function plotScenarios(rows: readonly Row[]): string {
	const names = [...new Set(rows.map(({ policy }) => policy))];
	const colourOf = (name: string) => colours[names.indexOf(name) % colours.length] ?? "#000";
	return plot({
		title: "Cost against wrong results, for each policy and scenario",
		axes: ["executions per verified shard", "wrong results per million"],
		decades: [least, 1, 10, 100, 1e3, 1e4, 1e5, 1e6],
		legend: names.map((name) => ({ name, colour: colourOf(name) })),
		points: rows.map(({ scenario, policy, figures }) => ({
			x: figures.executionsPerVerified,
			y: Math.max(least, figures.wrongPerMillion),
			colour: colourOf(policy),
			says: `${policy}, ${scenario}`,
		})),
	});
}

const lines = { checks: "#059669", canaries: "#d97706", others: "#64748b" };

/**
 * What checking more buys where policies can't have both: what a policy costs when all are honest against
 * what it lets through of rare liars with a good past, with two standard errors.
 * @returns an SVG document; undefined when fewer than three policies ran in both scenarios.
 */
export function plotCurve(rows: readonly Row[]): string | undefined {
	const points = rows.flatMap(({ scenario, policy, figures }): Point[] => {
		const cost = rows.find((row) => row.scenario === "honest" && row.policy === policy);
		if (scenario !== "rare-liars-10" || cost === undefined) return [];
		const kind = !isVariant(policy) ? "others" : policy.endsWith("/0") ? "checks" : "canaries";
		return [
			{
				x: cost.figures.executionsPerVerified,
				y: Math.max(10, figures.wrongPerMillion),
				error: figures.wrongError,
				colour: lines[kind],
				says: policy,
				label: policy.replace("tabgrid@", ""),
			},
		];
	});
	if (points.length < 3) return undefined;
	return plot({
		title: "What checking more buys against rare liars with a good past",
		axes: [
			"executions per verified shard, all honest",
			"wrong per million, 10 % rare liars with a good past",
		],
		decades: [10, 100, 1e3, 1e4],
		legend: [
			{ name: "spot checks alone", colour: lines.checks },
			{ name: "with canaries", colour: lines.canaries },
			{ name: "policies as they are", colour: lines.others },
		],
		points,
	});
}
