import { scaleLinear, scaleLog } from "d3-scale";
import type { Row } from "./table.ts";

const size = { width: 860, height: 520, left: 70, right: 200, top: 30, bottom: 60 };
const colours = ["#64748b", "#94a3b8", "#d97706", "#9333ea", "#0ea5e9", "#1d4ed8", "#059669"];
/** Below this rate a point stands on the axis: nothing wrong was seen. */
const least = 0.1;

const escaped = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
const text = (x: number, y: number, words: string, anchor = "middle") =>
	`<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" text-anchor="${anchor}">${escaped(words)}</text>`;

/**
 * Cost against errors, one point for each scenario and policy: left and low is better. Wrong results are
 * on a logarithmic axis, with none at its foot.
 * @returns an SVG document.
 */
export function plotScenarios(rows: readonly Row[]): string {
	const right = size.width - size.right;
	const foot = size.height - size.bottom;
	const dearest = Math.max(1.5, ...rows.map(({ figures }) => figures.executionsPerVerified));
	const x = scaleLinear([1, dearest], [size.left, right]).nice();
	const y = scaleLog([least, 1e6], [foot, size.top]);
	const names = [...new Set(rows.map(({ policy }) => policy))];
	const colourOf = (policy: string) => colours[names.indexOf(policy) % colours.length] ?? "#000";
	const grid = [
		...x.ticks(8).map((tick) => text(x(tick), foot + 20, String(tick))),
		...[least, 1, 10, 100, 1e3, 1e4, 1e5, 1e6].map(
			(tick) =>
				`<line x1="${size.left}" x2="${right}" y1="${y(tick)}" y2="${y(tick)}" stroke="#e2e8f0"/>${text(size.left - 8, y(tick) + 4, tick === least ? "none" : tick.toLocaleString("en-US"), "end")}`,
		),
	];
	const points = rows.map(({ scenario, policy, figures }) => {
		const at = `cx="${x(figures.executionsPerVerified).toFixed(1)}" cy="${y(Math.max(least, figures.wrongPerMillion)).toFixed(1)}"`;
		return `<circle ${at} r="5" fill="${colourOf(policy)}" fill-opacity="0.75"><title>${escaped(`${policy}, ${scenario}`)}</title></circle>`;
	});
	const legend = names.map((name, place) => {
		const top = size.top + 12 + place * 22;
		return `<circle cx="${right + 24}" cy="${top - 4}" r="5" fill="${colourOf(name)}"/>${text(right + 36, top, name, "start")}`;
	});
	return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size.width} ${size.height}" font-family="system-ui, sans-serif" font-size="13" fill="#334155">
<title>Cost against wrong results, for each policy and scenario</title>
<rect width="100%" height="100%" fill="#ffffff"/>
${grid.join("\n")}
${points.join("\n")}
${legend.join("\n")}
${text((size.left + right) / 2, size.height - 14, "executions per verified shard")}
<text transform="translate(18 ${(size.top + foot) / 2}) rotate(-90)" text-anchor="middle">wrong results per million</text>
</svg>
`;
}
