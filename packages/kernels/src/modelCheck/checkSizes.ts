import type { NodeProto } from "onnx-buf";
import { badModel, quoted } from "./badModel.ts";
import { attributeValues } from "./constantValues.ts";
import type { KnownValues } from "./KnownValues.ts";
import { modelLimits } from "./modelLimits.ts";

type Numbers = readonly number[] | undefined;

/** Times as many values as before, or as many values at all, where constants tell. */
type SizeRule = (input: (index: number) => Numbers, node: NodeProto) => number | undefined;

const product = (values: Numbers) =>
	values?.reduce((result, value) => result * Math.max(1, Math.abs(value)), 1);

const size =
	(index: number): SizeRule =>
	(input) =>
		product(input(index));

/** `[begin…, end…]`: what is added to each axis. */
const padding = (pads: Numbers) =>
	pads &&
	product(
		pads
			.slice(0, pads.length / 2)
			.map((begin, axis) => Math.max(0, begin) + Math.max(0, pads[axis + pads.length / 2] ?? 0)),
	);

/** Operators whose output is as large as one of their inputs says. Input numbers: ONNX's Operators.md. */
const rules: Readonly<Record<string, SizeRule>> = {
	ConstantOfShape: size(0),
	Expand: size(1),
	Tile: size(1),
	AffineGrid: size(1),
	CenterCropPad: size(1),
	Col2Im: size(1),
	MaxUnpool: size(2),
	OneHot: size(1),
	HannWindow: size(0),
	HammingWindow: size(0),
	BlackmanWindow: size(0),
	DFT: size(1),
	MelWeightMatrix: (input) => (product(input(0)) ?? 1) * (product(input(1)) ?? 1),
	// Scales were input 1 until opset 10; from 11 that is the region of interest.
	Resize: (input, node) => product(input(3)) ?? product(input(node.input.length > 2 ? 2 : 1)),
	Upsample: (input, node) => product(input(1)) ?? product(attributeValues(node, "scales")),
	Pad: (input, node) =>
		padding(input(1) ?? attributeValues(node, "pads") ?? attributeValues(node, "paddings")),
	Range: (input) => {
		const [start, limit, delta] = [input(0)?.[0], input(1)?.[0], input(2)?.[0]];
		if (start === undefined || limit === undefined || delta === undefined) return undefined;
		return Math.max(0, Math.ceil((limit - start) / delta));
	},
};

/** Attributes whose product bounds an output, or the work for one of its values. */
const spatial = [
	"strides",
	"dilations",
	"output_shape",
	"output_padding",
	"kernel_shape",
	"pooled_shape",
];

/**
 * Refuses a node whose constants alone make an output that no browser holds.
 * @throws TabgridError BAD_MODEL
 */
export function checkSizes(node: NodeProto, known: KnownValues): void {
	const input = (index: number): Numbers => {
		const values = known.of(node.input[index] ?? "");
		return values === "lengths" ? undefined : values;
	};
	const rule = Object.hasOwn(rules, node.opType) ? rules[node.opType] : undefined;
	check(node, rule?.(input, node));
	for (const name of spatial) check(node, product(attributeValues(node, name)));
	if (node.opType !== "Pad") check(node, padding(attributeValues(node, "pads")));
	check(
		node,
		(product(attributeValues(node, "output_height")) ?? 1) *
			(product(attributeValues(node, "output_width")) ?? 1),
	);
}

function check({ opType, name, output }: NodeProto, values: number | undefined): void {
	if (values === undefined || values <= modelLimits.elements) return;
	throw badModel(
		`The node ${quoted(name || (output[0] ?? ""))} (${opType}) would make ${Number.isFinite(values) ? `${values}` : "endlessly many"} values; ${modelLimits.elements} are allowed.`,
	);
}
