import type { Comparator, Comparators, TensorBundle, TensorBytes } from "@tabgrid/protocol";
import { isNumeric } from "../tensor/views.ts";
import { measureClose } from "./close.ts";
import { apart, type Measured } from "./distance.ts";
import { firstDifference, measureExact } from "./exact.ts";
import type { BundleComparison, DefaultComparator, OutputComparison } from "./outcome.ts";
import { measureText } from "./text.ts";
import { measureListed, measureTopk } from "./topk.ts";
import { measureUlp } from "./ulp.ts";

/**
 * Compares two attested bundles, output by output: by the comparator that the job names for it, else
 * the job's `*`, else `defaults`. Equal bundles agree under every comparator; outputs of different
 * dtypes, shapes or names under none. Bool and 4-bit outputs are always compared exactly, and strings
 * unless as `text`. Symmetric and reflexive, not transitive. Reads both a stretch at a time.
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
	const comparator = comparators[name] ?? comparators["*"] ?? defaults(name, left.dtype);
	// Class lists are judged with their scores, so equal classes alone don't settle it.
	const listed = comparator.kind === "topk" && comparator.scores !== undefined;
	if (!listed && firstDifference(left.data, right.data) === -1) return { distance: 0 };
	const isText = comparator.kind === "text" && left.dtype === "string";
	if (!isText && !isNumeric(left.dtype)) return measureExact(left, right);
	switch (comparator.kind) {
		case "exact":
			return measureExact(left, right);
		case "close":
			return measureClose(left, right, comparator);
		case "ulp":
			return measureUlp(left, right, comparator);
		case "topk":
			return measureRanked(left, right, a, b, comparator);
		case "text":
			return measureText(left, right, comparator);
	}
}

function measureRanked(
	left: TensorBytes,
	right: TensorBytes,
	a: TensorBundle,
	b: TensorBundle,
	rule: Extract<Comparator, { kind: "topk" }>,
): Measured {
	if (rule.scores === undefined) return measureTopk(left, right, rule);
	const scoresA = a[rule.scores];
	const scoresB = b[rule.scores];
	const fits = (tensor: TensorBytes | undefined): tensor is TensorBytes =>
		tensor !== undefined && isNumeric(tensor.dtype) && equalShapes(tensor, left);
	if (!fits(scoresA) || !fits(scoresB)) return apart(`"${rule.scores}" doesn't hold its scores`);
	return measureListed(
		{ classes: left, scores: scoresA },
		{ classes: right, scores: scoresB },
		rule,
	);
}

function equalShapes(a: TensorBytes, b: TensorBytes): boolean {
	return a.dims.length === b.dims.length && a.dims.every((dim, index) => dim === b.dims[index]);
}
