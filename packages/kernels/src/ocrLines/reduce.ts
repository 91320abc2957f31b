import { TabgridError, type TensorBundle } from "@tabgrid/protocol";
import { mix } from "../evidence/mix.ts";
import { elementsOf, tensorOf } from "../tensor/views.ts";
import { format } from "./format.ts";
import { readShardInput } from "./shardInput.ts";

/** Signs of the projections: `projections` × `classes`, each row with as many +1 as −1 (give or take 1). */
const signs = balancedSigns();

/** Softmax values below this count as this: backends flush the smallest to zero, or don't. */
const smallest = 1e-20;

/**
 * Reduces the softmax of every time step to its two best classes with scores, which decide the text,
 * and to four random projections of the logarithms of the whole row. A logarithm undoes the softmax
 * (up to a constant, which balanced signs cancel), and so shows a cheaper model's rounding that a
 * saturated score hides. 32 bytes a time step instead of 26,500.
 * @throws TabgridError MODEL_FAILED when the model's output has another name, type or shape.
 */
export function reduceSoftmax(raw: TensorBundle, input: TensorBundle): TensorBundle {
	const { lines, width, line } = readShardInput(input);
	const steps = width / format.step;
	const softmax = raw[format.modelOutput];
	const [n, t, classes] = softmax?.dims ?? [];
	const rows = softmax ? elementsOf(softmax) : undefined;
	if (!(rows instanceof Float32Array) || n !== lines || t !== steps || classes !== format.classes)
		throw new TabgridError(
			"MODEL_FAILED",
			`The model gave ${softmax ? `${softmax.dtype}[${softmax.dims.join(", ")}]` : "nothing"} as "${format.modelOutput}", not float32[${lines}, ${steps}, ${format.classes}].`,
		);
	const count = lines * steps;
	const best = new Int32Array(count * format.best);
	const scores = new Float32Array(count * format.best);
	const evidence = new Float32Array(count * format.projections);
	for (let row = 0; row < count; row++) {
		const probabilities = rows.subarray(row * format.classes, (row + 1) * format.classes);
		const [first, second] = twoBest(probabilities);
		best.set([first, second], row * format.best);
		scores.set([probabilities[first] ?? 0, probabilities[second] ?? 0], row * format.best);
		evidence.set(project(probabilities), row * format.projections);
	}
	return {
		[format.output.line]: tensorOf("int32", [lines], line),
		[format.output.classes]: tensorOf("int32", [lines, steps, format.best], best),
		[format.output.scores]: tensorOf("float32", [lines, steps, format.best], scores),
		[format.output.evidence]: tensorOf("float32", [lines, steps, format.projections], evidence),
	};
}

/** The two best classes, best first; of equal ones the lower. */
function twoBest(scores: Float32Array): [number, number] {
	let first = 0;
	let second = 1;
	if ((scores[1] ?? 0) > (scores[0] ?? 0)) [first, second] = [1, 0];
	for (let index = 2; index < scores.length; index++) {
		const score = scores[index] ?? 0;
		if (score > (scores[first] ?? 0)) {
			second = first;
			first = index;
		} else if (score > (scores[second] ?? 0)) second = index;
	}
	return [first, second];
}

/** Signed sums of the row's logarithms, over the root of their number: a few units each. */
function project(scores: Float32Array): Float32Array {
	const sums = new Float64Array(format.projections);
	for (let index = 0; index < scores.length; index++) {
		const logarithm = Math.log(Math.max(scores[index] ?? 0, smallest));
		for (let k = 0; k < format.projections; k++)
			sums[k] = (sums[k] ?? 0) + (signs[k * format.classes + index] ?? 0) * logarithm;
	}
	return Float32Array.from(sums, (sum) => sum / Math.sqrt(format.classes));
}

/** Neighbouring classes get opposite signs; which is which is drawn by a hash of the pair. */
function balancedSigns(): Int8Array {
	const table = new Int8Array(format.projections * format.classes);
	for (let index = 0; index < format.classes; index++) {
		const bits = mix(index >> 1);
		for (let k = 0; k < format.projections; k++) {
			const sign = (bits >>> k) & 1 ? 1 : -1;
			table[k * format.classes + index] = index % 2 === 0 ? sign : -sign;
		}
	}
	return table;
}
