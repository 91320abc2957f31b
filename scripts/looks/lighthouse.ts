import lighthouse from "lighthouse";
import { z } from "zod";

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
		}),
	),
});

/** What is asked of a page, in points of 100. */
export const leastPoints = {
	performance: 90,
	accessibility: 95,
	"best-practices": 95,
	seo: 95,
} as const;
export type Category = keyof typeof leastPoints;

export interface LighthouseResult {
	readonly points: Readonly<Record<Category, number>>;
	/** Audits that aren't passed, in words, with what was measured. */
	readonly failed: readonly string[];
}

const points = ({ score }: z.infer<typeof Score>) => Math.round((score ?? 0) * 100);

/**
 * Runs Lighthouse's usual phone audit (slow 4G and a four times slower CPU, simulated) on a page.
 * @param port the browser's debugging port.
 * @throws Error when Lighthouse has no report.
 */
export async function runLighthouse(url: string, port: number): Promise<LighthouseResult> {
	const result = await lighthouse(url, {
		port,
		output: "json",
		logLevel: "error",
		onlyCategories: Object.keys(leastPoints),
	});
	const { categories, audits } = Report.parse(result?.lhr);
	return {
		points: {
			performance: points(categories.performance),
			accessibility: points(categories.accessibility),
			"best-practices": points(categories["best-practices"]),
			seo: points(categories.seo),
		},
		failed: Object.values(audits)
			.filter(({ score }) => score !== null && score < 0.9)
			.map(({ title, displayValue }) => `${title}${displayValue ? ` (${displayValue})` : ""}`),
	};
}
