import type { GraphDescription } from "../onnx/buildModel.ts";
import { type IntegerGraph, integerGraph, type Value } from "../onnx/integerGraph.ts";
import type { GraphValue } from "../onnx/readGraph.ts";
import { format } from "./format.ts";

const base = 2 ** format.limbBits;
const plane: GraphValue["dims"] = ["h", "w"];

/** z at one turn, as value names: limbs of both parts, whether it is bounded so far, and how long. */
interface State {
	readonly x: Limbs;
	readonly y: Limbs;
	/** 1 while |z| ≤ 2, then 0. */
	readonly alive: Value;
	readonly count: Value;
}
type Limbs = readonly [Value, Value, Value, Value];
/** Sums of products whose limbs' places add up to the same, highest first. */
type Columns = readonly [Value, Value, Value, Value];
/** A point of the plane: see `format`. */
type Words = readonly [Value, Value, Value];

/**
 * z ← z² + c for a tile of points, in int32 operators that every backend computes with the same bits.
 * The loop ends early when every point of the tile has left the circle. Inputs and output: `format`.
 */
export function mandelbrotGraph(): GraphDescription {
	const graph = integerGraph("outer");
	const columns = splitWords(graph, format.input.columns);
	const rows = splitWords(graph, format.input.rows);
	const zero = graph.mul(graph.add(columns[0], rows[0]), graph.constant(0));
	const state = [...Array<Value>(8).fill(zero), graph.add(zero, graph.constant(1)), zero];
	const yes = graph.weight("yes", { dtype: "bool", dims: [], data: Uint8Array.of(1) });
	const ended = graph.applyMany(
		{
			op: "Loop",
			inputs: [format.input.turns, yes, ...state],
			body: turnGraph(columns, rows, state.length),
		},
		state.length,
	);
	graph.name(ended[9] ?? "", format.modelOutput);
	return {
		name: "mandelbrot",
		inputs: [
			{ name: format.input.columns, dtype: "int32", dims: [format.words, 1, "w"] },
			{ name: format.input.rows, dtype: "int32", dims: [format.words, "h", 1] },
			{ name: format.input.turns, dtype: "int64", dims: [] },
		],
		outputs: [{ name: format.modelOutput, dtype: "int32", dims: plane }],
		nodes: graph.nodes,
		weights: graph.weights,
	};
}

function splitWords(graph: IntegerGraph, input: Value): Words {
	const words = graph.applyMany({ op: "Split", inputs: [input], attributes: { axis: 0 } }, 3);
	const axes = graph.weight("axis0", {
		dtype: "int64",
		dims: [1],
		data: new Uint8Array(8),
	});
	const [c0 = "", c1 = "", c2 = ""] = words.map((word) => graph.apply("Squeeze", [word, axes]));
	return [c0, c1, c2];
}

/** The loop's body: `format.unroll` iterations, and whether any point is still bounded after them. */
function turnGraph(columns: Words, rows: Words, states: number) {
	const graph = integerGraph("turn");
	const carried = Array.from({ length: states }, (_, index) => `state${index}`);
	const [x0 = "", x1 = "", x2 = "", x3 = "", y0 = "", y1 = "", y2 = "", y3 = "", ...rest] = carried;
	const [alive = "", count = ""] = rest;
	let state: State = { x: [x0, x1, x2, x3], y: [y0, y1, y2, y3], alive, count };
	for (let step = 0; step < format.unroll; step++) state = iterate(graph, state, columns, rows);
	const any = graph.apply("ReduceMax", [state.alive], { keepdims: 0 });
	graph.name(graph.apply("Greater", [any, graph.constant(0)]), "more");
	const ends = [...state.x, ...state.y, state.alive, state.count];
	ends.forEach((value, index) => {
		graph.name(value, `next${index}`);
	});
	return {
		name: "turn",
		inputs: [
			{ name: "turn", dtype: "int64", dims: [] } as const,
			{ name: "before", dtype: "bool", dims: [] } as const,
			...carried.map((name) => ({ name, dtype: "int32" as const, dims: plane })),
		],
		outputs: [
			{ name: "more", dtype: "bool", dims: [] } as const,
			...ends.map((_, index) => ({
				name: `next${index}`,
				dtype: "int32" as const,
				dims: plane,
			})),
		],
		nodes: graph.nodes,
		weights: graph.weights,
	};
}

function iterate(graph: IntegerGraph, { x, y, alive, count }: State, cx: Words, cy: Words): State {
	const real = carry(graph, plus(graph, differenceOfSquares(graph, x, y), cx));
	const imaginary = carry(graph, plus(graph, twiceProduct(graph, x, y), cy));
	const still = withinCircle(graph, real.top, imaginary.top, alive);
	return {
		x: limbsOf(graph, real, still),
		y: limbsOf(graph, imaginary, still),
		alive: still,
		count: graph.add(count, still),
	};
}

const twice = (graph: IntegerGraph, value: Value) => graph.mul(value, graph.constant(2));

/** x² − y², without the columns below the last. */
function differenceOfSquares(graph: IntegerGraph, x: Limbs, y: Limbs): Columns {
	const { mul, add, sub } = graph;
	const square = ([a0, a1, a2, a3]: Limbs): Columns => {
		const twice0 = twice(graph, a0);
		return [
			mul(a0, a0),
			mul(twice0, a1),
			add(mul(twice0, a2), mul(a1, a1)),
			add(mul(twice0, a3), mul(twice(graph, a1), a2)),
		];
	};
	const [p0, p1, p2, p3] = square(x);
	const [q0, q1, q2, q3] = square(y);
	return [sub(p0, q0), sub(p1, q1), sub(p2, q2), sub(p3, q3)];
}

/** 2xy, without the columns below the last. */
function twiceProduct(graph: IntegerGraph, x: Limbs, [b0, b1, b2, b3]: Limbs): Columns {
	const { mul, sum } = graph;
	const double = (value: Value) => twice(graph, value);
	const [a0, a1, a2, a3] = [double(x[0]), double(x[1]), double(x[2]), double(x[3])];
	return [
		mul(a0, b0),
		sum(mul(a0, b1), mul(a1, b0)),
		sum(mul(a0, b2), mul(a1, b1), mul(a2, b0)),
		sum(mul(a0, b3), mul(a1, b2), mul(a2, b1), mul(a3, b0)),
	];
}

function plus({ add }: IntegerGraph, [p0, p1, p2, p3]: Columns, [c0, c1, c2]: Words): Columns {
	return [add(p0, c0), add(p1, c1), add(p2, c2), p3];
}

/** A number whose upper two limbs are still one, counting 2^−26. */
interface Carried {
	readonly top: Value;
	readonly limb2: Value;
	readonly limb3: Value;
}

/** Carries what exceeds a limb into the column above; the last column only leaves its carry. */
function carry(graph: IntegerGraph, [p0, p1, p2, p3]: Columns): Carried {
	const { add, sub, mul, div } = graph;
	const radix = graph.constant(base);
	const third = add(p2, div(p3, radix));
	const up2 = div(third, radix);
	const second = add(p1, up2);
	const up1 = div(second, radix);
	return {
		top: add(p0, up1),
		limb2: sub(second, mul(up1, radix)),
		limb3: sub(third, mul(up2, radix)),
	};
}

/** 1 where it was 1 and x² + y² ≤ 4, by both parts cut to 12 bits behind the point. */
function withinCircle(graph: IntegerGraph, x: Value, y: Value, alive: Value): Value {
	const { add, mul, div } = graph;
	const cut = graph.constant(2 ** (2 * format.limbBits - 12));
	const square = (value: Value) => mul(value, value);
	const norm = add(square(div(x, cut)), square(div(y, cut)));
	const inside = graph.apply("LessOrEqual", [norm, graph.constant(4 * 2 ** 24)]);
	return graph.apply("Where", [inside, alive, graph.constant(0)]);
}

/** The limbs, all 0 for a point that has left: so nothing ever overflows. */
function limbsOf(graph: IntegerGraph, { top, limb2, limb3 }: Carried, alive: Value): Limbs {
	const { sub, mul, div } = graph;
	const radix = graph.constant(base);
	const kept = mul(top, alive);
	const limb0 = div(kept, radix);
	return [limb0, sub(kept, mul(limb0, radix)), mul(limb2, alive), mul(limb3, alive)];
}
