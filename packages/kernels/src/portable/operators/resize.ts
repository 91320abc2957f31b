import type { Operator } from "../Operator.ts";

/** Where a place of the result lies in the value that is resized: ONNX's Resize, by the mode's name. */
const places: Readonly<
	Record<string, (at: number, scale: number, size: number, result: number) => number>
> = {
	asymmetric: (at, scale) => at / scale,
	half_pixel: (at, scale) => (at + 0.5) / scale - 0.5,
	pytorch_half_pixel: (at, scale, _, result) => (result > 1 ? (at + 0.5) / scale - 0.5 : 0),
	align_corners: (at, _, size, result) => (result > 1 ? (at * (size - 1)) / (result - 1) : 0),
};

const rounding: Readonly<Record<string, (place: number) => number>> = {
	floor: Math.floor,
	ceil: Math.ceil,
	round_prefer_floor: (place) => Math.ceil(place - 0.5),
	round_prefer_ceil: (place) => Math.floor(place + 0.5),
};

/** Resize and Upsample to the nearest number: which one is worked out here, so that no GPU rounds it. */
export function resize(operator: Operator): string {
	const { graph } = operator;
	const { dims, open } = operator.seen(0);
	const mode = operator.word("mode") || "nearest";
	if (mode !== "nearest") throw operator.refusal(`has the mode "${mode}"`);
	const upsample = operator.type === "Upsample" || graph.opset < 11;
	const transform =
		operator.word("coordinate_transformation_mode") || (upsample ? "asymmetric" : "half_pixel");
	const nearest = operator.word("nearest_mode") || (upsample ? "floor" : "round_prefer_floor");
	const place = Object.hasOwn(places, transform) ? places[transform] : undefined;
	const round = Object.hasOwn(rounding, nearest) ? rounding[nearest] : undefined;
	if (!place || !round || operator.list("axes") || operator.word("keep_aspect_ratio_policy"))
		throw operator.refusal("places its numbers in a way that isn't known here");
	const given = operator.numbers(upsample ? 1 : 2) ?? operator.list("scales");
	const scales = given?.length === dims.length ? given : undefined;
	let value = operator.input(0);
	dims.forEach((size, axis) => {
		const result = operator.output.dims[axis] ?? size;
		if (open[axis] || result === size) return;
		const scale = scales?.[axis] ?? result / size;
		const indices = Array.from({ length: result }, (_, at) =>
			Math.min(size - 1, Math.max(0, round(place(at, scale, size, result)))),
		);
		value = graph.apply("Gather", [value, graph.longs(indices)], { axis });
	});
	return value === operator.input(0) ? graph.apply("Identity", [value]) : value;
}
