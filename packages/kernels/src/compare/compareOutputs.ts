import type { Comparator, Comparators, TensorBundle, TensorBytes } from "@tabgrid/protocol";
import { isNumeric, numbersOf } from "../tensor/views.ts";
import { measureClose } from "./close.ts";
import { apart, type Measured } from "./distance.ts";
import type { BundleComparison, DefaultComparator, OutputComparison } from "./outcome.ts";
import { measureTopk, rankingsOfLists, rankingsOfScores } from "./topk.ts";
import { measureUlp } from "./ulp.ts";

/**
 * Compares two attested bundles, output by output: by the comparator that the job names for it, else
 * the job's `*`, else `defaults`. Equal bundles agree under every comparator; outputs of different
 * dtypes, shapes or names under none. Bool, string and 4-bit outputs are always compared exactly.
 * Symmetric and reflexive, not transitive.
 */
export function compareOutputs(
	a: TensorBundle,
	b: TensorBundle,
	comparators: Comparators,
	defaults: DefaultComparator,
): BundleComparison {
	const names = [...new Set([...Object.keys(a), ...Object.keys(b)])].sort();
	const outputs = names.map((name): OutputComparison => {
		const { distance, why } = measure(name, a, b, comparators, defaults);
		const agree = distance <= 1;
		return { name, agree, distance, ...(agree || why === undefined ? {} : { why }) };
	});
	return {
		agree: outputs.every((output) => output.agree),
		distance: outputs.reduce((most, output) => Math.max(most, output.distance), 0),
		outputs,
	};
}

function measure(
	name: string,
	a: TensorBundle,
	b: TensorBundle,
	comparators: Comparators,
	defaults: DefaultComparator,
): Measured {
	const left = a[name];
	const right = b[name];
	if (!left || !right) return apart("only one side has this output");
	if (left.dtype !== right.dtype) return apart(`its dtype is ${left.dtype} or ${right.dtype}`);
	if (!equalShapes(left, right))
		return apart(`its shape is [${left.dims.join(", ")}] or [${right.dims.join(", ")}]`);
	if (equalBytes(left.data, right.data) && !namesScores(name, comparators, defaults, left))
		return { distance: 0 };
	const comparator = comparatorOf(name, comparators, defaults, left);
	if (comparator.kind === "exact" || !isNumeric(left.dtype)) return measureExact(left, right);
	switch (comparator.kind) {
		case "close":
			return measureClose(numbersOf(left), numbersOf(right), comparator);
		case "ulp":
			return measureUlp(left, right, comparator);
		case "topk":
			return measureRanked(left, right, a, b, comparator);
	}
}

function comparatorOf(
	name: string,
	comparators: Comparators,
	defaults: DefaultComparator,
	tensor: TensorBytes,
): Comparator {
	return comparators[name] ?? comparators["*"] ?? defaults(name, tensor.dtype);
}

/** Class lists are judged with their scores, so equal classes alone don't settle it. */
function namesScores(
	name: string,
	comparators: Comparators,
	defaults: DefaultComparator,
	tensor: TensorBytes,
): boolean {
	const comparator = comparatorOf(name, comparators, defaults, tensor);
	return comparator.kind === "topk" && comparator.scores !== undefined;
}

function measureExact(a: TensorBytes, b: TensorBytes): Measured {
	if (equalBytes(a.data, b.data)) return { distance: 0 };
	const at = a.data.findIndex((byte, index) => byte !== b.data[index]);
	return apart(`its bytes differ, first at byte ${at === -1 ? a.data.length : at}`);
}

function measureRanked(
	left: TensorBytes,
	right: TensorBytes,
	a: TensorBundle,
	b: TensorBundle,
	{ k, margin, scores }: Extract<Comparator, { kind: "topk" }>,
): Measured {
	const width = left.dims.at(-1) ?? 1;
	if (scores === undefined) {
		const valuesA = numbersOf(left);
		const valuesB = numbersOf(right);
		for (let i = 0; i < valuesA.length; i++)
			if (Number.isNaN(valuesA[i]) !== Number.isNaN(valuesB[i]))
				return apart(`element ${i} is NaN on one side only`);
		return measureTopk(
			rankingsOfScores(valuesA, width, k),
			rankingsOfScores(valuesB, width, k),
			margin,
		);
	}
	const scoresA = a[scores];
	const scoresB = b[scores];
	const fits = (tensor: TensorBytes | undefined): tensor is TensorBytes =>
		tensor !== undefined && isNumeric(tensor.dtype) && equalShapes(tensor, left);
	if (!fits(scoresA) || !fits(scoresB)) return apart(`"${scores}" doesn't hold its scores`);
	const lists = (classes: TensorBytes, values: TensorBytes) =>
		rankingsOfLists(numbersOf(classes), numbersOf(values), width, k);
	return measureTopk(lists(left, scoresA), lists(right, scoresB), margin);
}

function equalShapes(a: TensorBytes, b: TensorBytes): boolean {
	return a.dims.length === b.dims.length && a.dims.every((dim, index) => dim === b.dims[index]);
}

function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
	if (a.length !== b.length) return false;
	for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
	return true;
}
