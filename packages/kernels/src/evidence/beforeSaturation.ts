import type { GraphScope, Maker } from "./GraphScope.ts";
import { arithmetic, comparing, joining, passing, saturating } from "./operators.ts";
import { branchesOf, type IfOutlets } from "./throughIf.ts";

/** A value that something saturating was made of. */
export interface Saturated {
	readonly value: string;
	/** The saturating operator nearest to it. */
	readonly operator: string;
}

/** Chains longer than this aren't followed, and no more values than this are looked at or answered. */
const longest = 64;
const mostSteps = 2_000;
const mostValues = 8;

/**
 * What stands just before the saturating operators that an output ends in: back through operators that
 * only move, cut, average or scale, through comparisons, and into both branches of an If, to the first
 * value that something else made. Nothing for an output that doesn't saturate.
 */
export function beforeSaturation(
	scope: GraphScope,
	output: string,
	outlets: IfOutlets,
): readonly Saturated[] {
	const found = new Map<string, Saturated>();
	let steps = 0;
	for (const one of trace(scope, output, undefined, 0))
		if (found.size < mostValues) found.set(one.value, found.get(one.value) ?? one);
	return [...found.values()];

	function trace(
		from: GraphScope,
		value: string,
		operator: string | undefined,
		depth: number,
	): Saturated[] {
		if (depth > longest || steps++ > mostSteps || from.isConstant(value)) return [];
		const maker = from.maker(value);
		if (maker === undefined) return []; // what the model is asked hides nothing
		const { node } = maker;
		const { opType } = node;
		const follow = (inputs: readonly string[], through = operator) =>
			inputs.flatMap((input) => trace(maker.scope, input, through, depth + 1));
		const [first = ""] = node.input;
		if (saturating.has(opType)) return follow([first], opType);
		if (comparing.has(opType)) return follow(node.input, opType);
		if (opType === "TopK") return follow([first], maker.place === 1 ? opType : operator);
		if (opType === "Where") return [...follow([first], opType), ...follow(node.input.slice(1))];
		if (passing.has(opType)) return follow([first]);
		if (joining.has(opType)) return follow(node.input);
		if (opType === "Min" || opType === "Max" || arithmetic.has(opType)) {
			const moving = node.input.filter((input) => !maker.scope.isConstant(input));
			if (moving.length === 1) return follow(moving, arithmetic.has(opType) ? operator : opType);
		}
		if (opType === "If") return traceIf(maker, operator, depth);
		return operator === undefined ? [] : [{ value, operator }];
	}

	function traceIf(maker: Maker, operator: string | undefined, depth: number): Saturated[] {
		const branches = branchesOf(maker);
		if (branches === undefined) return [];
		const { node, place, scope: around } = maker;
		const [then, otherwise] = [branches.then, branches.otherwise].map((graph) =>
			trace(around.inside(graph), graph.output[place]?.name ?? "", operator, depth + 1),
		);
		// Which branch was taken shows only where values were compared for it.
		const chosenBy = trace(around, node.input[0] ?? "", undefined, depth + 1);
		// What only one branch has can't leave it.
		const both = (then ?? []).flatMap((one, index) => {
			const other = otherwise?.[index];
			if (other === undefined) return [];
			const value =
				one.value === other.value && around.maker(one.value) !== undefined
					? one.value
					: outlets.add(maker, branches, [one.value, other.value]);
			return [{ value, operator: one.operator }];
		});
		return [...chosenBy, ...both];
	}
}
