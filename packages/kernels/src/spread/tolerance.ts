import type { Comparator, Dtype } from "@tabgrid/protocol";
import { isFloat } from "../tensor/views.ts";
import type { Spread } from "./spreadOf.ts";

/**
 * Times the measured spread that is permitted. A probe sees one device's backends and one shard: other
 * drivers differ among themselves as much as the two do (a factor of 2 or 3 in what was measured), and
 * other inputs by as much again.
 */
export const safetyFactor = 8;

/** What is permitted at least: about ten times the noise of an ordinary network of that type. */
const least: Readonly<Record<"half" | "single", Spread>> = {
	half: { l2: 1e-3, peak: 4e-3 },
	single: { l2: 2e-5, peak: 1e-4 },
};

/** Beyond this, measured, no tolerance is sane: what it let through would be another model. */
const sane: Readonly<Record<"half" | "single", Spread>> = {
	half: { l2: 2e-2, peak: 2e-1 },
	single: { l2: 1e-2, peak: 1e-1 },
};

const kindOf = (dtype: Dtype) => (dtype === "float16" ? "half" : "single");

/** Whether backends that lie so far apart compute the same model. Anything but floats must be equal. */
export function isSane(dtype: Dtype, { l2, peak }: Spread): boolean {
	if (!isFloat(dtype)) return l2 === 0 && peak === 0;
	const most = sane[kindOf(dtype)];
	return l2 <= most.l2 && peak <= most.peak;
}

/** The comparator that a sane spread of an output makes. */
export function toleranceOf(dtype: Dtype, { l2, peak }: Spread): Comparator {
	if (!isFloat(dtype)) return { kind: "exact" };
	const floor = least[kindOf(dtype)];
	const permitted = rounded(Math.max(safetyFactor * peak, floor.peak));
	return {
		kind: "close",
		rtol: permitted,
		atol: permitted,
		l2: rounded(Math.max(safetyFactor * l2, floor.l2)),
	};
}

/** Times a spread measured here that others' results may raise it: they may be made up to loosen it. */
const believed = 4;

/** A measured spread, with what is known of others' results. */
export function withKnown(dtype: Dtype, measured: Spread, known: Spread | undefined): Spread {
	if (known === undefined) return measured;
	const floor = least[kindOf(dtype)];
	const raised = (measure: "l2" | "peak") => {
		const most = believed * Math.max(measured[measure], floor[measure] / safetyFactor);
		return Math.max(measured[measure], Math.min(known[measure], most));
	};
	return { l2: raised("l2"), peak: raised("peak") };
}

/** The tighter of the tolerance that others' results make and the kernel's own. */
export function tighterOf(dtype: Dtype, known: Spread, own: Comparator): Comparator {
	const made = isSane(dtype, known) ? toleranceOf(dtype, known) : own;
	if (made.kind !== "close" || own.kind !== "close") return own;
	return {
		kind: "close",
		rtol: Math.min(made.rtol, own.rtol),
		atol: Math.min(made.atol, own.atol),
		l2: Math.min(made.l2, own.l2),
	};
}

/** Two digits, rounded up: nobody reads more, and a spec with fewer is shorter. */
function rounded(value: number): number {
	const digits = 10 ** (1 - Math.floor(Math.log10(value)));
	return Number((Math.ceil(value * digits - 1e-9) / digits).toPrecision(2));
}
