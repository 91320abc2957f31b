import lighthouse from "lighthouse";
import { z } from "zod";
import { type MainThread, mainThreadOf } from "./mainThread.ts";

const Score = z.object({ score: z.number().nullable() });
const Report = z.object({
	categories: z.object({
		performance: Score,
		accessibility: Score,
		"best-practices": Score,
		seo: Score,
	}),
	audits: z.record(
		z.string(),
		z.object({
			id: z.string(),
			title: z.string(),
			score: z.number().nullable(),
			displayValue: z.string().optional(),
			numericValue: z.number().optional(),
			details: z.unknown().optional(),
		}),
	),
});
type Audits = z.infer<typeof Report>["audits"];
const Traces = z.object({ Trace: z.object({ traceEvents: z.unknown() }) });
const Breakdown = z.object({
	items: z.array(z.object({ groupLabel: z.string(), duration: z.number() })),
});

/** What is asked of a page, in points of 100. */
export const leastPoints = {
	performance: 90,
	accessibility: 95,
	"best-practices": 95,
	seo: 95,
} as const;
export type Category = keyof typeof leastPoints;

/**
 * How Lighthouse slows a page down to a phone's pace (slow 4G, a four times slower processor): `devtools`
 * slows the page itself and measures what happens, `simulate` reckons it from a run at full speed.
 */
export type Throttling = "devtools" | "simulate";

/** Runs of a page; the one in the middle counts. */
const runs = 3;
/** What performance is made of. */
const metrics = {
	"first-contentful-paint": "first paint",
	"largest-contentful-paint": "largest paint",
	"speed-index": "speed index",
	"total-blocking-time": "blocked",
	"cumulative-layout-shift": "layout shift",
} as const;

export interface LighthouseResult {
	readonly points: Readonly<Record<Category, number>>;
	/** Performance of every run. */
	readonly everyRun: readonly number[];
	/** What the page's main thread did in the run that counts. */
	readonly mainThread: MainThread;
	/** The figures that performance is made of, in words. */
	readonly figures: readonly string[];
	/** What the main thread was busy with, four times slower, in words. */
	readonly busyWith: readonly string[];
	/** Audits that aren't passed, in words, with what was measured. */
	readonly failed: readonly string[];
}

const points = ({ score }: z.infer<typeof Score>) => Math.round((score ?? 0) * 100);

/**
 * Runs Lighthouse's phone audit on a page, three times, and answers the run of the middle performance.
 * @param port the browser's debugging port.
 * @throws Error when Lighthouse has no report.
 */
export async function runLighthouse(
	url: string,
	port: number,
	throttling: Throttling,
): Promise<LighthouseResult> {
	const results: LighthouseResult[] = [];
	for (let attempt = 0; results.length < runs; attempt++) {
		const result = await runOnce(url, port, throttling);
		// Now and then Chromium's recording lacks the page's beginning; Lighthouse asks to run again.
		if (result) results.push(result);
		else if (attempt >= 2 * runs) throw new Error(`Lighthouse could not measure ${url}.`);
	}
	const byPerformance = results.toSorted((a, b) => a.points.performance - b.points.performance);
	const middle = byPerformance[Math.floor(runs / 2)];
	if (middle === undefined) throw new Error("Lighthouse has not run.");
	return { ...middle, everyRun: results.map((result) => result.points.performance) };
}

/** A page that was slowed down itself says what a phone would have; of another it is reckoned. */
const slowdown: Readonly<Record<Throttling, number>> = { devtools: 1, simulate: 4 };

async function runOnce(
	url: string,
	port: number,
	throttlingMethod: Throttling,
): Promise<LighthouseResult | null> {
	const result = await lighthouse(url, {
		port,
		output: "json",
		logLevel: "error",
		onlyCategories: Object.keys(leastPoints),
		throttlingMethod,
	});
	const { categories, audits } = Report.parse(result?.lhr);
	const { Trace } = Traces.parse(result?.artifacts);
	const mainThread = mainThreadOf(Trace.traceEvents, url, slowdown[throttlingMethod]);
	if (categories.performance.score === null || mainThread === null) return null;
	return {
		points: {
			performance: points(categories.performance),
			accessibility: points(categories.accessibility),
			"best-practices": points(categories["best-practices"]),
			seo: points(categories.seo),
		},
		everyRun: [points(categories.performance)],
		mainThread,
		figures: Object.entries(metrics).map(
			([id, name]) => `${name} ${audits[id]?.displayValue ?? "unknown"}`,
		),
		busyWith: causesOf(audits),
		failed: Object.values(audits)
			.filter(({ score }) => score !== null && score < 0.9)
			.map(({ title, displayValue }) => `${title}${displayValue ? ` (${displayValue})` : ""}`),
	};
}

function causesOf(audits: Audits): string[] {
	const breakdown = Breakdown.safeParse(audits["mainthread-work-breakdown"]?.details);
	if (!breakdown.success) return [];
	return breakdown.data.items
		.toSorted((a, b) => b.duration - a.duration)
		.slice(0, 5)
		.map(({ groupLabel, duration }) => `${groupLabel.toLowerCase()} ${Math.round(duration)} ms`);
}
