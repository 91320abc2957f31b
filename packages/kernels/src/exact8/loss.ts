import { TabgridError, type TensorBytes } from "@tabgrid/protocol";
import { numbersOf } from "../tensor/views.ts";

/** What a rewrite cost. */
export interface NetworkLoss {
	/** ‖rewritten − given‖ ÷ ‖given‖ over all outputs. */
	readonly relative: number;
	/** Largest difference of one number, in parts of the output's root mean square. */
	readonly worst: number;
	/** Share of rows, along the last axis, whose largest number stands at the same place. */
	readonly sameBest: number;
	readonly rows: number;
	/** Numbers in such a row; of one alone the largest says nothing. */
	readonly classes: number;
}

/** @throws TabgridError MODEL_FAILED when the two have different shapes. */
export function compareNetworks(
	before: TensorBytes | undefined,
	after: TensorBytes | undefined,
): NetworkLoss {
	if (!before || !after || before.dims.join() !== after.dims.join())
		throw new TabgridError("MODEL_FAILED", "The converted network's output has another shape.");
	const a = numbersOf(before);
	const b = numbersOf(after);
	const width = before.dims.at(-1) ?? 1;
	const rows = a.length / width;
	let squares = 0;
	let lost = 0;
	let worst = 0;
	for (let at = 0; at < a.length; at++) {
		const difference = (a[at] ?? 0) - (b[at] ?? 0);
		squares += (a[at] ?? 0) ** 2;
		lost += difference ** 2;
		worst = Math.max(worst, Math.abs(difference));
	}
	let same = 0;
	for (let row = 0; row < rows; row++)
		if (bestOf(a, row * width, width) === bestOf(b, row * width, width)) same += 1;
	const rms = Math.sqrt(squares / a.length);
	return {
		relative: squares === 0 ? 0 : Math.sqrt(lost / squares),
		worst: rms === 0 ? 0 : worst / rms,
		sameBest: rows === 0 ? 1 : same / rows,
		rows,
		classes: width,
	};
}

function bestOf(values: ArrayLike<number>, from: number, width: number): number {
	let best = 0;
	for (let at = 1; at < width; at++)
		if ((values[from + at] ?? 0) > (values[from + best] ?? 0)) best = at;
	return best;
}
