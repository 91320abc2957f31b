import { errorFunction } from "../functions/errorFunction.ts";
import { exponential } from "../functions/exponential.ts";
import { logarithm } from "../functions/logarithm.ts";
import { reciprocal } from "../functions/reciprocal.ts";
import { hyperbolicTangent, sigmoid, softplus } from "../functions/sigmoids.ts";
import { inverseSquareRoot, squareRoot } from "../functions/squareRoot.ts";
import { sine } from "../functions/trigonometry.ts";
import type { Operator } from "../Operator.ts";
import type { PortableGraph } from "../PortableGraph.ts";
import { floatsOf } from "./matrices.ts";

/** A function of one value. */
const of =
	(apply: (graph: PortableGraph, x: string, operator: Operator) => string) =>
	(operator: Operator): string =>
		apply(operator.graph, operator.input(0), operator);

const held = (graph: PortableGraph, x: string) =>
	graph.max(graph.min(x, graph.number(1)), graph.number(0));

/** max(0, min(1, alpha·x + beta)). */
const hardSigmoid = (graph: PortableGraph, x: string, alpha: number, beta: number) =>
	held(graph, graph.add(graph.mul(x, graph.number(alpha)), graph.number(beta)));

/** x·√(2/π)·(1 + 0.044715·x²), as the approximation of Gelu by tanh has it. */
function geluAngle(graph: PortableGraph, x: string): string {
	const square = graph.mul(graph.mul(x, x), graph.number(0.044715));
	const bent = graph.add(graph.mul(square, x), x);
	return graph.mul(bent, graph.number(Math.sqrt(2 / Math.PI)));
}

/** x ≥ 0: x, else what it is below. */
const below = (graph: PortableGraph, x: string, other: string) =>
	graph.where(graph.less(x, graph.number(0)), other, x);

/** a ÷ b; by a constant it is a product, rounded from 1 ÷ b. */
function division(operator: Operator): string {
	const { graph } = operator;
	const divisor = floatsOf(operator, 1);
	const factor = divisor?.every((value) => value !== 0)
		? graph.floats(
				divisor.map((value) => 1 / value),
				operator.seen(1).dims,
			)
		: reciprocal(graph, operator.input(1));
	return graph.mul(operator.input(0), factor);
}

/** Powers by constant exponents: whole ones up to 16, and square roots. */
function power(operator: Operator): string {
	const { graph } = operator;
	const exponents = operator.numbers(1);
	const [exponent] = exponents ?? [];
	if (exponent === undefined || exponents?.some((one) => one !== exponent))
		throw operator.refusal("has an exponent that is no constant");
	const x = operator.input(0);
	if (exponent === 0.5) return squareRoot(graph, x);
	if (exponent === -0.5) return inverseSquareRoot(graph, x);
	const whole = Math.abs(exponent);
	if (!Number.isInteger(exponent) || whole > 16 || whole === 0)
		throw operator.refusal(`has the exponent ${exponent}`);
	const product = wholePower(graph, x, whole);
	return exponent < 0 ? reciprocal(graph, product) : product;
}

function wholePower(graph: PortableGraph, x: string, exponent: number): string {
	if (exponent === 1) return x;
	const half = wholePower(graph, x, Math.floor(exponent / 2));
	const square = graph.mul(half, half);
	return exponent % 2 === 0 ? square : graph.mul(square, x);
}

/** Several summands from the left. */
const sumOfAll = (operator: Operator) =>
	Array.from({ length: operator.inputs }, (_, place) => operator.input(place)).reduce(
		operator.graph.add,
	);

/** Operators by element that backends round differently, or whose kernels could contract. */
export const elementwise = {
	Sum: sumOfAll,
	Mean: (operator: Operator) =>
		operator.graph.mul(sumOfAll(operator), operator.graph.number(1 / operator.inputs)),
	Div: division,
	Pow: power,
	Reciprocal: of(reciprocal),
	Sqrt: of(squareRoot),
	Exp: of(exponential),
	Log: of(logarithm),
	Sin: of((graph, x) => sine(graph, x, 0)),
	Cos: of((graph, x) => sine(graph, x, 1)),
	Tanh: of(hyperbolicTangent),
	Sigmoid: of(sigmoid),
	Erf: of(errorFunction),
	Softplus: of(softplus),
	Softsign: of((graph, x) =>
		graph.mul(x, reciprocal(graph, graph.add(graph.abs(x), graph.number(1)))),
	),
	Swish: of((graph, x, operator) =>
		graph.mul(x, sigmoid(graph, graph.mul(x, graph.number(operator.attribute("alpha", 1))))),
	),
	Mish: of((graph, x) => graph.mul(x, hyperbolicTangent(graph, softplus(graph, x)))),
	Gelu: of((graph, x, operator) => {
		const curve =
			operator.word("approximate") === "tanh"
				? hyperbolicTangent(graph, geluAngle(graph, x))
				: errorFunction(graph, graph.mul(x, graph.number(Math.SQRT1_2)));
		const half = graph.mul(x, graph.number(0.5));
		return graph.mul(half, graph.add(curve, graph.number(1)));
	}),
	HardSigmoid: of((graph, x, operator) =>
		hardSigmoid(graph, x, operator.attribute("alpha", 0.2), operator.attribute("beta", 0.5)),
	),
	HardSwish: of((graph, x) => graph.mul(x, hardSigmoid(graph, x, 1 / 6, 0.5))),
	LeakyRelu: of((graph, x, operator) =>
		below(graph, x, graph.mul(x, graph.number(operator.attribute("alpha", 0.01)))),
	),
	PRelu: (operator: Operator) =>
		below(
			operator.graph,
			operator.input(0),
			operator.graph.mul(operator.input(0), operator.input(1)),
		),
	Elu: of((graph, x, operator) => {
		const low = graph.sub(exponential(graph, graph.min(x, graph.number(0))), graph.number(1));
		return below(graph, x, graph.mul(low, graph.number(operator.attribute("alpha", 1))));
	}),
} as const;
