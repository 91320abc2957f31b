import { compareOutputs, isEvidence, roundWeights } from "@tabgrid/kernels";
import { bypassLayers } from "@tabgrid/kernels/testing";
import { TabgridError, type TensorBundle } from "@tabgrid/protocol";
import { rounded } from "../percentile.ts";
import type { Backend } from "./Backend.ts";
import type { BlindnessCase } from "./cases.ts";
import { noise, oneNumber, zeros } from "./lies.ts";

/** In units of what the comparator permits; "never" where nothing could be measured. */
export type Distance = number | "apart";

/** A lie that is told in every shard. */
export interface LieResult {
	/** Shards in which it differs from the honest answer at all. */
	readonly told: number;
	/** Of these, those that the answers alone let through, and those that evidence lets through as well. */
	readonly passAnswer: number;
	readonly passAll: number;
	/** The distance of the lie that is hardest to see, by the answers alone, and with evidence. */
	readonly nearestAnswer: Distance;
	readonly nearestAll: Distance;
	/** What was left out, for a lie that leaves something out. */
	readonly what?: string;
}

export interface CaseResult {
	readonly shards: number;
	/** Whether evidence is attested beside the answers. */
	readonly evidence: boolean;
	readonly honest: {
		readonly backends: readonly string[];
		readonly pairs: number;
		readonly falseAlarms: number;
		readonly furthest: Distance;
		readonly furthestPair: string;
	};
	readonly lies: Readonly<Record<string, LieResult | null>>;
	/** The least normal noise, in parts of a tensor's rms, that is caught in every shard. */
	readonly noiseCaughtFrom: { readonly answer: number | null; readonly all: number | null };
}

interface Distances {
	readonly answer: number;
	readonly all: number;
}

const scales = Array.from({ length: 17 }, (_, step) => 10 ** (-7 + step / 2));

/** Measures what a case's comparators let through. The first backend is the reference. */
export async function measureCase(
	subject: BlindnessCase,
	backends: readonly Backend[],
): Promise<CaseResult> {
	const { kernel, params, model, inputs } = subject;
	const feeds = inputs.map((input) => kernel.feeds(input, params));
	const [reference] = backends;
	if (reference === undefined) throw new TypeError("A reference is needed.");

	const attest = (raw: TensorBundle, place: number) =>
		kernel.outputs(raw, inputs[place] ?? {}, params);
	const distances = (a: TensorBundle, b: TensorBundle): Distances => {
		const { outputs, distance } = compareOutputs(a, b, {}, kernel.comparator);
		const answers = outputs.filter(({ name }) => !isProof(name));
		return { answer: Math.max(0, ...answers.map((one) => one.distance)), all: distance };
	};

	const honest: { name: string; attested: TensorBundle[] }[] = [];
	let raw: TensorBundle[] = [];
	for (const backend of backends) {
		const outputs = await backend.run(model, feeds).catch((error: unknown) => {
			// A backend that doesn't have all of a model's operators isn't an honest one for it.
			if (backend === reference) throw error;
			return undefined;
		});
		if (outputs === undefined) continue;
		if (backend === reference) raw = outputs;
		honest.push({ name: backend.name, attested: outputs.map(attest) });
	}
	const truth = honest[0]?.attested ?? [];

	/** Compares what liars would attest, shard by shard; undefined where a shard has no such lie. */
	const judge = (lie: (place: number) => TensorBundle | undefined): LieResult | null => {
		const found = inputs.flatMap((_, place): Distances[] => {
			const told = lie(place);
			if (told === undefined) return [];
			let attested: TensorBundle;
			try {
				attested = attest(told, place);
			} catch (error) {
				if (!(error instanceof TabgridError)) throw error;
				return [{ answer: Infinity, all: Infinity }];
			}
			const mine = truth[place] ?? {};
			return isSame(mine, attested) ? [] : [distances(mine, attested)];
		});
		if (found.length === 0) return null;
		const nearest = (of: keyof Distances) => shown(Math.min(...found.map((one) => one[of])));
		return {
			told: found.length,
			passAnswer: found.filter(({ answer }) => answer <= 1).length,
			passAll: found.filter(({ all }) => all <= 1).length,
			nearestAnswer: nearest("answer"),
			nearestAll: nearest("all"),
		};
	};
	const cheaper = async (bytes: Uint8Array) => {
		const outputs = await reference.run(bytes, feeds);
		return judge((place) => outputs[place]);
	};
	const caughtFrom = (of: keyof LieResult) =>
		scales.find((scale) => judge((place) => noise(raw[place] ?? {}, scale))?.[of] === 0) ?? null;

	return {
		shards: inputs.length,
		evidence: Object.keys(truth[0] ?? {}).some(isProof),
		honest: compareHonest(honest, distances),
		lies: {
			float16: await cheaper(roundWeights(model, "float16")),
			int8: await cheaper(roundWeights(model, "int8")),
			shortened: await shortened(),
			neighbour: judge((place) => raw[(place + 1) % raw.length]),
			zeros: judge((place) => zeros(raw[place] ?? {})),
			oneNumber: judge((place) => oneNumber(raw[place] ?? {})),
		},
		noiseCaughtFrom: { answer: caughtFrom("passAnswer"), all: caughtFrom("passAll") },
	};

	async function shortened(): Promise<LieResult | null> {
		const { shortcut } = subject;
		if (shortcut !== undefined && reference) {
			const less = inputs.map((input) => kernel.feeds(input, shortcut));
			const outputs = await reference.run(model, less);
			const lie = judge((place) => outputs[place]);
			return lie && { ...lie, what: "half of the iterations" };
		}
		for (const { model: bytes, layer } of bypassLayers(model)) {
			const lie = await cheaper(bytes).catch(() => null);
			if (lie !== null && lie.nearestAnswer !== "apart") return { ...lie, what: layer };
		}
		return null;
	}
}

/** Outputs that are attested beside the answer. */
const isProof = (name: string) => isEvidence(name) || name === "evidence";

const shown = (distance: number): Distance =>
	Number.isFinite(distance) ? rounded(distance) : "apart";

const isSame = (a: TensorBundle, b: TensorBundle) =>
	compareOutputs(a, b, { "*": { kind: "exact" } }, () => ({ kind: "exact" })).agree;

function compareHonest(
	honest: readonly { readonly name: string; readonly attested: readonly TensorBundle[] }[],
	distances: (a: TensorBundle, b: TensorBundle) => Distances,
): CaseResult["honest"] {
	let pairs = 0;
	let falseAlarms = 0;
	let furthest = 0;
	let furthestPair = "";
	honest.forEach((one, at) => {
		for (const other of honest.slice(at + 1))
			one.attested.forEach((attested, place) => {
				const { all } = distances(attested, other.attested[place] ?? {});
				pairs += 1;
				if (!(all <= 1)) falseAlarms += 1;
				if (all <= furthest) return;
				furthest = all;
				furthestPair = `${one.name} and ${other.name}`;
			});
	});
	return {
		backends: honest.map(({ name }) => name),
		pairs,
		falseAlarms,
		furthest: shown(furthest),
		furthestPair,
	};
}
