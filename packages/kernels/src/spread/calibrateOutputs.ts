import type { Backend, Comparator, Comparators, Dtype, TensorBundle } from "@tabgrid/protocol";
import { compareOutputs } from "../compare/compareOutputs.ts";
import type { DefaultComparator } from "../compare/outcome.ts";
import { isEvidence } from "../evidence/names.ts";
import type { Rounding } from "./roundWeights.ts";
import { type Spread, spreadsOf, widest } from "./spreadOf.ts";
import { isSane, tighterOf, toleranceOf, withKnown } from "./tolerance.ts";

/** One computation of the probe shard. */
export interface ProbeRun {
	readonly backend: Backend;
	/** For a person: "WASM, 2 threads". */
	readonly label: string;
	readonly output: TensorBundle;
}

/** The probe shard as a cheat with rounded weights computes it. */
export interface ProbedLie {
	readonly rounding: Rounding;
	readonly output: TensorBundle;
}

/** How far verified results of the model lay apart before, by output. */
export interface KnownSpreads {
	/** Between backends. */
	readonly across: Readonly<Record<string, Spread>>;
	/** Within each backend. */
	readonly within: Readonly<Partial<Record<Backend, Readonly<Record<string, Spread>>>>>;
}

/** What was found for one output. */
export interface CalibratedOutput {
	readonly name: string;
	readonly dtype: Dtype;
	readonly evidence: boolean;
	/** What the tolerance was made of, measured here or before; null where only one backend ran. */
	readonly spread: Spread | null;
	/** Whether backends disagree about it beyond any sane tolerance. */
	readonly insane: boolean;
	readonly comparator: Comparator;
	/** How far a cheat with rounded weights would be off, in units of what is permitted. */
	readonly lies: Readonly<Partial<Record<Rounding, number>>>;
}

/** What a probe found for a model. */
export interface Calibration {
	readonly runs: readonly string[];
	readonly backends: readonly Backend[];
	readonly outputs: readonly CalibratedOutput[];
	/** The backend that the job should be pinned to; null where all may compute it. */
	readonly pinned: Backend | null;
	readonly comparators: Comparators;
}

/**
 * Makes each output's tolerance from how far computations of one shard lie apart. Backends that
 * disagree beyond sanity about any output pin the job to WASM: its kernels are onnxruntime's oldest and
 * best tested, and of the two it was WebGPU that was found wrong so far. Then WASM's own spread counts.
 * Others' results of the same model raise a measured spread a little, as anyone may have made them up; they
 * alone never loosen the kernel's default, which stays where fewer than two backends are known.
 */
export function calibrateOutputs(
	runs: readonly ProbeRun[],
	lies: readonly ProbedLie[],
	defaults: DefaultComparator,
	known: KnownSpreads = { across: {}, within: {} },
): Calibration {
	const reference = runs.find(({ backend }) => backend === "wasm") ?? runs[0];
	const measured = pairsOf(runs).map(({ a, b }) => ({
		across: a.backend !== b.backend,
		backend: a.backend,
		spreads: spreadsOf(a.output, b.output),
	}));
	const found = (name: string, across: boolean, backend?: Backend): Spread[] =>
		measured
			.filter((one) => one.across === across && (backend === undefined || one.backend === backend))
			.flatMap(({ spreads }) => spreads[name] ?? []);
	const outputs = Object.entries(reference?.output ?? {}).map(([name, { dtype }]) => {
		const across = widest(found(name, true));
		return { name, dtype, across, insane: across !== undefined && !isSane(dtype, across) };
	});
	const pinned = outputs.some(({ insane }) => insane) ? "wasm" : null;
	const calibrated = outputs.map(({ name, dtype, across, insane }) => {
		const within = widest(found(name, false, pinned ?? undefined));
		const before = pinned === null ? known.across[name] : known.within[pinned]?.[name];
		const own = defaults(name, dtype);
		const measured = pinned === null ? across && widest([across, ...present(within)]) : within;
		const counted = measured && withKnown(dtype, measured, before);
		const comparator = counted
			? isSane(dtype, counted)
				? toleranceOf(dtype, counted)
				: own
			: before
				? tighterOf(dtype, before, own)
				: own;
		return { name, dtype, insane, comparator, spread: across ?? within ?? before ?? null };
	});
	const comparators = Object.fromEntries(
		calibrated.map(({ name, comparator }) => [name, comparator]),
	);
	const distances = lies.map(({ rounding, output }) => ({
		rounding,
		byName: new Map(
			(reference
				? compareOutputs(reference.output, output, comparators, defaults).outputs
				: []
			).map(({ name, distance }) => [name, distance]),
		),
	}));
	return {
		runs: runs.map(({ label }) => label),
		backends: [...new Set(runs.map(({ backend }) => backend))],
		outputs: calibrated.map((output) => ({
			...output,
			evidence: isEvidence(output.name),
			lies: Object.fromEntries(
				distances.map(({ rounding, byName }) => [rounding, byName.get(output.name) ?? 0]),
			),
		})),
		pinned,
		comparators,
	};
}

const present = (spread: Spread | undefined) => (spread === undefined ? [] : [spread]);

function pairsOf(runs: readonly ProbeRun[]): { a: ProbeRun; b: ProbeRun }[] {
	return runs.flatMap((a, place) => runs.slice(place + 1).map((b) => ({ a, b })));
}
