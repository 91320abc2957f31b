import { parseArgs } from "node:util";
import { z } from "zod";

export const help = `npm run bench -- NAME [options]

Prints one JSON object last on standard output; progress goes to standard error.

  matcher            the real matcher under socket.io clients that lease, attest and submit, beside a
                     bare socket.io server under the same clients
  runner             a whole provider's time per shard, beside bare session.run on the same inputs
  latency            paid jobs of one shard: what is added to bare session.run until the verdict
  join               a browser with nothing cached: until its first lease and first submitted shard
  scale              time per shard, memory and the shard map's frames, from small jobs to large ones
  hidden             a provider tab in a headed Chromium on a virtual display (Xvfb): shards a minute
                     on screen, behind another tab, and behind another tab with the quiet tone

  comparator         the blindness report: lies that slip through under each kernel's comparators, and
                     honest backends that are taken for liars
  portable           float networks made portable: which give the same bits on which backends, and how
                     much longer they take than as they were given

  --only A,B         comparator, portable: kernels or models by name [all]
  --json             nothing but the JSON object on standard output
  --seconds N        measured time of each phase, 2 to 60 [10]
  --shard-ms N       runner: bare time of a shard, 1 to 5000 [50]
  --jobs N           latency: how many, 1 to 1000 [40]
  --connections A,B  connections of the clients [200,1000]
  --store A,B        embedded, postgres [both; Postgres where it is installed]
  --visits N         join: how many browsers, 1 to 100 [5]
  --shards A,B       scale: sizes of jobs, 1000 to 100000 [1000,10000,100000]
  --profile FOLDER   write the matcher's processor profile there (Chrome's and V8's .cpuprofile)
  --help             this text`;

/** The command line is wrong; the message says how. */
export class UsageError extends Error {
	override readonly name = "UsageError";
}

const list = <S extends z.ZodType<unknown, string>>(of: S) =>
	z
		.string()
		.transform((text) => text.split(","))
		.pipe(z.array(of).min(1));

const Options = z.object({
	name: z.enum([
		"matcher",
		"comparator",
		"runner",
		"latency",
		"join",
		"scale",
		"hidden",
		"portable",
	]),
	json: z.boolean(),
	seconds: z.coerce.number().min(2).max(60),
	connections: list(z.coerce.number<string>().int().min(2).max(5_000)),
	stores: list(z.enum(["embedded", "postgres"])),
	profile: z.string().min(1).optional(),
	only: list(z.string().min(1)).optional(),
	shardMs: z.coerce.number().min(1).max(5_000),
	jobs: z.coerce.number().int().min(1).max(1_000),
	visits: z.coerce.number().int().min(1).max(100),
	shards: list(z.coerce.number<string>().int().min(1_000).max(100_000)),
});
export type BenchOptions = z.infer<typeof Options>;

/** Reads the bench's command line; null asks for help. @throws UsageError */
export function readOptions(args: readonly string[]): BenchOptions | null {
	const { values, positionals } = parse(args);
	if (values.help) return null;
	const { store, "shard-ms": shardMs, ...rest } = values;
	const [name, ...more] = positionals;
	if (more.length > 0) throw new UsageError(`One bench at a time, not also "${more.join(" ")}".`);
	const parsed = Options.safeParse({ ...rest, shardMs, stores: store, name });
	if (parsed.success) return parsed.data;
	const lines = parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
	throw new UsageError(lines.join("\n"));
}

function parse(args: readonly string[]) {
	try {
		return parseArgs({
			args: [...args],
			allowPositionals: true,
			options: {
				json: { type: "boolean", default: false },
				help: { type: "boolean", short: "h", default: false },
				seconds: { type: "string", default: "10" },
				connections: { type: "string", default: "200,1000" },
				store: { type: "string", default: "embedded,postgres" },
				profile: { type: "string" },
				only: { type: "string" },
				"shard-ms": { type: "string", default: "50" },
				jobs: { type: "string", default: "40" },
				visits: { type: "string", default: "5" },
				shards: { type: "string", default: "1000,10000,100000" },
			},
		});
	} catch (error) {
		throw new UsageError(error instanceof Error ? error.message : String(error));
	}
}
