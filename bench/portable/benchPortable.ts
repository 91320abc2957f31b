import { type PortableModel, toPortable } from "@tabgrid/kernels";
import { encodeBundle, TabgridError } from "@tabgrid/protocol";
import type { Backend } from "../comparator/Backend.ts";
import { startBackends } from "../comparator/startBackends.ts";
import { type BenchOptions, UsageError } from "../options.ts";
import { rounded } from "../percentile.ts";
import { say } from "../say.ts";
import { type PortableSubject, portableSubjects } from "./models.ts";

const timedRuns = 10;
const rounds = 3;

/**
 * Makes models portable and runs them, and what they were made of, on every backend: whether all give
 * the same bits, how far from the given model they lie, and how much longer they take.
 */
export async function benchPortable({ only }: Pick<BenchOptions, "only">): Promise<object> {
	const wanted = Object.entries(portableSubjects).filter(
		([name]) => only?.some((model) => name.startsWith(model)) ?? true,
	);
	if (wanted.length === 0) throw new UsageError(`No model is called "${only?.join('", "')}".`);
	const started: Backend[] = [];
	try {
		await startBackends(started);
		const models: object[] = [];
		for (const [name, load] of wanted) {
			say(name);
			models.push({ name, ...(await measureModel(await load(), started)) });
		}
		return { bench: "portable", backends: started.map(({ name }) => name), models };
	} finally {
		await Promise.all(started.map((backend) => backend.close()));
	}
}

async function measureModel({ model, inputs }: PortableSubject, backends: readonly Backend[]) {
	const [reference] = backends;
	if (reference === undefined) throw new TypeError("There is no backend.");
	let made: PortableModel;
	try {
		made = await toPortable(model, inputs, async (bytes, feeds) => {
			const [outputs = {}] = await reference.run(bytes, [feeds]);
			return outputs;
		});
	} catch (error) {
		if (!(error instanceof TabgridError)) throw error;
		say(`  ${error.message}`);
		return { refused: error.code, why: error.message };
	}
	const outcomes: Outcome[] = [];
	for (const backend of backends) {
		const outcome = await measureOn(backend, model, made.model, inputs);
		say(`  ${backend.name}: ${outcome.times} times as long`);
		outcomes.push(outcome);
	}
	const [first] = outcomes;
	const same = (of: (outcome: Outcome) => Uint8Array) =>
		outcomes
			.filter((outcome) => first && Buffer.compare(of(outcome), of(first)) === 0)
			.map(({ name }) => name);
	return {
		loss: made.loss.relative,
		nodes: made.cost.nodes,
		multiplyAddsBefore: made.cost.multiplyAddsBefore,
		multiplyAdds: made.cost.multiplyAdds,
		sizeRatio: rounded(made.model.length / model.length),
		sameBits: same(({ portable }) => portable),
		sameBitsAsGiven: same(({ given }) => given),
		times: outcomes.map(({ portable: _, given: __, ...figures }) => figures),
	};
}

type Outcome = Awaited<ReturnType<typeof measureOn>>;

async function measureOn(
	backend: Backend,
	model: Uint8Array,
	rewritten: Uint8Array,
	inputs: PortableSubject["inputs"],
) {
	const runs: { before: Timed; after: Timed }[] = [];
	for (let round = 0; round < rounds; round++) {
		const before = await backend.time(model, [inputs], timedRuns);
		const after = await backend.time(rewritten, [inputs], timedRuns);
		runs.push({ before, after });
	}
	runs.sort((a, b) => ratio(a) - ratio(b));
	const median = runs[Math.floor(rounds / 2)];
	if (median === undefined) throw new TypeError("Nothing was measured.");
	const { before, after } = median;
	return {
		name: backend.name,
		times: rounded(ratio(median)),
		givenMs: rounded(before.fastest),
		portableMs: rounded(after.fastest),
		portableFirstMs: rounded(after.first),
		portableCreateMs: rounded(after.create),
		given: encodeBundle(before.outputs[0] ?? {}),
		portable: encodeBundle(after.outputs[0] ?? {}),
	};
}

type Timed = Awaited<ReturnType<Backend["time"]>>;

const ratio = ({ before, after }: { before: Timed; after: Timed }) =>
	after.fastest / Math.max(before.fastest, 1e-3);
