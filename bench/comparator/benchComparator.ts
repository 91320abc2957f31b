import { type BenchOptions, UsageError } from "../options.ts";
import { say } from "../say.ts";
import type { Backend } from "./Backend.ts";
import { cases } from "./cases.ts";
import { measureCase } from "./measureCase.ts";
import { startBackends } from "./startBackends.ts";
import { type NamedResult, table } from "./table.ts";

/**
 * The blindness report: which lies slip through under each kernel's own comparators, and how often
 * honest backends are taken for liars.
 */
export async function benchComparator({ only }: Pick<BenchOptions, "only">): Promise<object> {
	const wanted = Object.entries(cases).filter(
		([name]) => only?.some((kernel) => name.startsWith(kernel)) ?? true,
	);
	if (wanted.length === 0) throw new UsageError(`No kernel is called "${only?.join('", "')}".`);
	const started: Backend[] = [];
	try {
		await startBackends(started);
		const [reference] = started;
		const results: NamedResult[] = [];
		for (const [name, make] of wanted) {
			say(name);
			const subject = await make(
				async (model, feeds) => (await reference?.run(model, feeds)) ?? [],
			);
			results.push({ name, ...(await measureCase(subject, started)) });
		}
		say(table(results));
		return {
			bench: "comparator",
			backends: started.map(({ name }) => name),
			honestPairs: results.reduce((sum, { honest }) => sum + honest.pairs, 0),
			falseAlarms: results.reduce((sum, { honest }) => sum + honest.falseAlarms, 0),
			cases: results,
		};
	} finally {
		await Promise.all(started.map((backend) => backend.close()));
	}
}
