import { compareAsJob, isNumeric, kernelById, numbersOf } from "@tabgrid/kernels";
import { type Comparator, decodeBundle, type JobSpec, type TensorBytes } from "@tabgrid/protocol";

/** Where two results of a shard differ most, of the output that decides. */
export interface Difference {
	/** Whether the job's comparators take them for the same. */
	readonly agree: boolean;
	readonly output: string;
	readonly comparator: Comparator;
	/** In units of what the comparator permits; above 1 is a lie or a fault. Infinity where unmeasurable. */
	readonly distance: number;
	/** The comparator's own words; null where it agrees. */
	readonly why: string | null;
	/** The element with the largest difference; null where values can't be told one from another. */
	readonly at: {
		/** Its place along each axis. */
		readonly place: readonly number[];
		readonly one: number;
		readonly other: number;
	} | null;
	/** Outputs besides that don't agree either. */
	readonly others: number;
}

/**
 * Compares two results of a shard as the job does and finds the place that tells them apart.
 * @throws TabgridError BAD_INPUT when one is no tensor bundle.
 */
export function findDifference(
	spec: JobSpec,
	one: Uint8Array<ArrayBuffer>,
	other: Uint8Array<ArrayBuffer>,
): Difference {
	const { agree, outputs } = compareAsJob(spec, one, other);
	const [left, right] = [decodeBundle(one), decodeBundle(other)];
	const worst = outputs.reduce((most, output) => (output.distance > most.distance ? output : most));
	const { name, distance, why } = worst;
	const [a, b] = [left[name], right[name]];
	const kernel = kernelById(spec.kernel, spec.kernelVersion);
	return {
		agree,
		output: name,
		comparator:
			spec.comparators[name] ??
			spec.comparators["*"] ??
			kernel.comparator(name, (a ?? b)?.dtype ?? "float32"),
		distance,
		why: why ?? null,
		at: a !== undefined && b !== undefined ? farthest(a, b) : null,
		others: outputs.filter((output) => !output.agree && output.name !== name).length,
	};
}

/** The element that differs most; one that is a number on one side only comes before all others. */
function farthest(a: TensorBytes, b: TensorBytes): Difference["at"] {
	const alike = a.dtype === b.dtype && a.dims.join() === b.dims.join();
	if (!alike || !isNumeric(a.dtype)) return null;
	const [left, right] = [numbersOf(a), numbersOf(b)];
	let most = 0;
	let place = -1;
	for (let index = 0; index < left.length; index++) {
		const one = left[index] ?? Number.NaN;
		const other = right[index] ?? Number.NaN;
		if (Object.is(one, other)) continue;
		const apart = Math.abs(one - other);
		if (Number.isNaN(apart)) {
			place = index;
			break;
		}
		if (apart > most) [most, place] = [apart, index];
	}
	if (place === -1) return null;
	return {
		place: placeOf(place, a.dims),
		one: left[place] ?? Number.NaN,
		other: right[place] ?? Number.NaN,
	};
}

/** An element's place along each axis. */
function placeOf(index: number, dims: readonly number[]): number[] {
	const place: number[] = [];
	let rest = index;
	for (const dim of dims.toReversed()) {
		place.unshift(rest % Math.max(1, dim));
		rest = Math.floor(rest / Math.max(1, dim));
	}
	return place;
}
