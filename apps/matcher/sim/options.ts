import { parseArgs } from "node:util";
import { z } from "zod";
import { isPolicy, policyNames } from "./policies/index.ts";
import { scenarios } from "./scenarios.ts";

export const usage = `npm run sim -- [options]

  --seeds N          runs of each policy, spread over the scenarios in turn (default: one a scenario)
  --first N          the first seed; with --seeds 1 and one scenario a run is replayed (default 1)
  --shards N         verified shards of a run (default 100000)
  --job-shards N     shards of a job (default 20000)
  --providers N      providers of a run (default 200)
  --scenarios A,B    of ${scenarios.map(({ name }) => name).join(", ")}
  --policies A,B     of ${policyNames.join(", ")}, or tabgrid@CHECKS/CANARIES: the
                     balanced one with that least chance of a check and share of canaries
  --workers N        processes side by side (default: one a core)
  --svg FOLDER       also writes the plots there
  --json             prints one JSON line last
  --help
`;

const count = (most: number) => z.coerce.number().int().min(1).max(most);

const list = (known: readonly string[], isKnown = (name: string) => known.includes(name)) =>
	z
		.string()
		.transform((text) => text.split(","))
		.refine((names) => names.every(isKnown), {
			error: ({ input }) => `Of "${String(input)}", known are only ${known.join(", ")}.`,
		});

const Options = z.object({
	seeds: count(100_000).optional(),
	first: count(2 ** 31).default(1),
	shards: count(10_000_000).default(100_000),
	"job-shards": count(1_000_000).default(20_000),
	providers: count(100_000).default(200),
	scenarios: list(scenarios.map(({ name }) => name)).optional(),
	policies: list([...policyNames, "tabgrid@CHECKS/CANARIES"], isPolicy).optional(),
	workers: count(64).optional(),
	svg: z.string().min(1).optional(),
	json: z.boolean().default(false),
	help: z.boolean().default(false),
});
export type Options = z.infer<typeof Options>;

/** @throws Error whose message names each option that can't be read. */
export function readOptions(args: readonly string[]): Options {
	const text = { type: "string" } as const;
	const { values } = parseArgs({
		args: [...args],
		options: {
			seeds: text,
			first: text,
			shards: text,
			"job-shards": text,
			providers: text,
			scenarios: text,
			policies: text,
			workers: text,
			svg: text,
			json: { type: "boolean" },
			help: { type: "boolean" },
		},
	});
	const options = Options.safeParse(values);
	if (options.success) return options.data;
	throw new Error(
		options.error.issues.map(({ path, message }) => `--${path.join(".")}: ${message}`).join("\n"),
	);
}
