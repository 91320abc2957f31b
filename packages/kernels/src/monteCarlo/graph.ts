import type { Dtype } from "@tabgrid/protocol";
import type { GraphDescription } from "../onnx/buildModel.ts";
import { type IntegerGraph, integerGraph, type Value } from "../onnx/integerGraph.ts";
import { tensorOf } from "../tensor/views.ts";
import { format } from "./format.ts";
import { drawInGraph } from "./generator.ts";
import { growthBias, type PricingTables, pricingTables } from "./tables.ts";

/**
 * Sums of payoffs of European options over batches of paths, in integer operators only: a draw for each
 * path's number, its normal quantile from a table, growth = drift + volatility · quantile as log2, the
 * price in strikes by two tables of powers of two, the payoff. Inputs and outputs: `format`.
 */
export function monteCarloGraph(): GraphDescription {
	const graph = integerGraph();
	const tables = pricingTables();
	const { start, seed, drift, volatility, sign } = format.input;
	const offsets = graph.weight(
		"offsets",
		tensorOf(
			"uint32",
			[1, format.pathsPerBatch],
			Uint32Array.from({ length: format.pathsPerBatch }, (_, path) => path),
		),
	);
	const drawn = drawInGraph(graph, graph.add(start, offsets), seed);
	const place = graph.div(drawn, graph.constant(2 ** (32 - format.drawBits), "uint32"));
	const quantile = lookUp(graph, "normals", tables.normals, toInt32(graph, place));
	const growth = growthOf(graph, quantile, drift, volatility);
	const price = powerOfTwo(graph, growth, tables);
	const strike = graph.constant(2 ** format.payoffBits);
	const gain = graph.mul(graph.sub(price, strike), sign);
	const payoff = graph.apply("Max", [gain, graph.constant(0)]);
	sumUp(graph, payoff);
	const one = (name: string, dtype: Dtype) => ({ name, dtype, dims: [1] });
	return {
		name: "monte-carlo",
		inputs: [
			{ name: start, dtype: "uint32", dims: ["b", 1] },
			one(seed, "uint32"),
			one(drift, "int32"),
			one(volatility, "int32"),
			one(sign, "int32"),
		],
		outputs: Object.values(format.output).map((name) => ({ name, dtype: "int32", dims: ["b"] })),
		nodes: graph.nodes,
		weights: graph.weights,
	};
}

/** ONNX's number of int32, as Cast takes it. */
const onnxInt32 = 6;
const toInt32 = (graph: IntegerGraph, value: Value) =>
	graph.apply("Cast", [value], { to: onnxInt32 });

function lookUp(graph: IntegerGraph, name: string, table: Int32Array, place: Value): Value {
	const weight = graph.weight(name, tensorOf("int32", [table.length], table));
	return graph.apply("Gather", [weight, place]);
}

/**
 * log2(price/strike) with `exponentBits` behind the point, and `growthBias` added: never negative. The
 * quantile is multiplied in two parts, each of which fits.
 */
function growthOf(graph: IntegerGraph, quantile: Value, drift: Value, volatility: Value): Value {
	const { add, sub, mul, div, constant } = graph;
	const low = constant(2 ** format.lowBits);
	const upper = div(quantile, low);
	const lower = sub(quantile, mul(upper, low));
	const random = add(mul(upper, volatility), div(mul(lower, volatility), low));
	const excess = constant(2 ** (format.growthBits - format.exponentBits));
	const bias = constant(growthBias * 2 ** format.exponentBits);
	return add(div(add(random, drift), excess), bias);
}

/** 2^growth with `payoffBits` behind the point. */
function powerOfTwo(graph: IntegerGraph, growth: Value, tables: PricingTables): Value {
	const { add, sub, mul, div, constant } = graph;
	const one = constant(2 ** format.exponentBits);
	const step = constant(2 ** (format.exponentBits - format.tableBits));
	const whole = div(growth, one);
	const fraction = sub(growth, mul(whole, one));
	const upper = div(fraction, step);
	const lower = sub(fraction, mul(upper, step));
	const coarse = lookUp(graph, "coarse", tables.coarse, upper);
	const fine = lookUp(graph, "fine", tables.fine, lower);
	// 25 − 10 bits times 16 bits, counting 2^−(24 − 10 + 27): back to 2^−24.
	const correction = div(mul(div(coarse, constant(2 ** 10)), fine), constant(2 ** 17));
	const mantissa = add(coarse, correction);
	const divisor = lookUp(graph, "divisors", tables.divisors, whole);
	const factor = lookUp(graph, "factors", tables.factors, whole);
	return mul(div(mantissa, divisor), factor);
}

function sumUp(graph: IntegerGraph, payoff: Value): void {
	const { sub, mul, div, constant } = graph;
	const part = constant(2 ** format.sumBits);
	const high = div(payoff, part);
	const low = sub(payoff, mul(high, part));
	const paid = graph.apply("Greater", [payoff, constant(0)]);
	const exercised = graph.apply("Where", [paid, constant(1), constant(0)]);
	const axis = graph.weight("axis1", {
		dtype: "int64",
		dims: [1],
		data: Uint8Array.of(1, 0, 0, 0, 0, 0, 0, 0),
	});
	for (const [value, name] of [
		[high, format.output.high],
		[low, format.output.low],
		[exercised, format.output.exercised],
	] as const)
		graph.name(graph.apply("ReduceSum", [value, axis], { keepdims: 0 }), name);
}
