import { elementCount } from "@tabgrid/protocol";
import { cutForSum, sliceValue } from "../exactSums.ts";
import type { Operator } from "../Operator.ts";
import { exactMean } from "./reductions.ts";

/** The mean of whole pictures. */
export function globalAveragePool(operator: Operator): string {
	const rank = operator.seen(0).dims.length;
	return exactMean(
		operator,
		operator.input(0),
		Array.from({ length: rank - 2 }, (_, at) => at + 2),
	);
}

/**
 * The mean of windows: sums of slices by a Conv of ones for each channel, times 1 ÷ count, which is
 * smaller at the edges where padding doesn't count.
 */
export function averagePool(operator: Operator): string {
	const { graph } = operator;
	const { dims } = operator.seen(0);
	const [, channels = 1, ...picture] = dims;
	const kernel = operator.list("kernel_shape");
	if (kernel === undefined) throw operator.refusal("has no kernel");
	const word = operator.word("auto_pad");
	if (word !== "" && word !== "NOTSET" && word !== "VALID")
		throw operator.refusal("is padded automatically");
	if (operator.attribute("ceil_mode", 0) !== 0) throw operator.refusal("has a ceil_mode");
	const ones = kernel.map(() => 1);
	const [strides, dilations] = [
		operator.list("strides") ?? ones,
		operator.list("dilations") ?? ones,
	];
	const pads = operator.list("pads") ?? [...ones, ...ones].map(() => 0);
	const window = elementCount(kernel);
	const cut = cutForSum(window);
	if (cut === undefined) throw operator.refusal(`adds ${window} numbers, too many for exact sums`);
	const weights = graph.floats(new Float32Array(channels * window).fill(1), [
		channels,
		1,
		...kernel,
	]);
	const attributes = { group: channels, kernel_shape: kernel, strides, dilations, pads };
	const axes = dims.slice(1).map((_, at) => at + 1);
	const sums = sliceValue(graph, operator.input(0), axes, cut).map((part) =>
		graph.apply("Conv", [part, weights], attributes),
	);
	// Subtracted with the opposite sign: nothing may be fused with a Conv's own sum.
	const [first = "", ...rest] = sums;
	const total = rest.reduceRight(
		(sum, part) => (sum === "" ? graph.neg(part) : graph.sub(sum, part)),
		"",
	);
	const sum = total === "" ? first : graph.sub(first, total);
	if (operator.attribute("count_include_pad", 0) === 1 || pads.every((pad) => pad === 0))
		return graph.mul(sum, graph.number(1 / window));
	const along = picture.map((size, axis) => {
		const outputs = operator.output.dims[axis + 2] ?? 0;
		return Array.from({ length: outputs }, (_, place) => {
			const start = place * (strides[axis] ?? 1) - (pads[axis] ?? 0);
			const taps = Array.from(
				{ length: kernel[axis] ?? 1 },
				(_, tap) => start + tap * (dilations[axis] ?? 1),
			);
			return taps.filter((at) => at >= 0 && at < size).length;
		});
	});
	const counts = along.reduce(
		(all, line) => all.flatMap((count) => line.map((more) => count * more)),
		[1],
	);
	const shares = Float32Array.from(counts, (count) => 1 / count);
	return graph.mul(
		sum,
		graph.floats(
			shares,
			along.map((line) => line.length),
		),
	);
}
