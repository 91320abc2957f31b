import type { NetworkLoss } from "@tabgrid/kernels";
import type { Conversion, Exact8Conversion, PortableConversion } from "./convertModel.ts";
import type { Slowdown } from "./measureSlowdown.ts";

const percent = (share: number) => `${(100 * share).toPrecision(3)} %`;

/** What was made of a model and written to a file, for a person. */
export function conversionText(made: Conversion, file: string): string {
	const { sameOnWebgpu } = made;
	return [
		...(made.to === "exact8" ? exact8Lines(made, file) : portableLines(made, file)),
		sameOnWebgpu === null
			? "Not tried on WebGPU: there is none here."
			: `WebGPU here gives ${sameOnWebgpu ? "the same bits as" : "other bits than"} the CPU.`,
		`Post it with: tabgrid submit onnx-batch ${file} INPUTS --comparators '{"*":{"kind":"exact"}}'`,
	].join("\n");
}

function exact8Lines({ layers, loss, leftOut }: Exact8Conversion, file: string): string[] {
	return [
		`${file}: ${layers.length} layers in integers.`,
		...layers.map(
			({ name, kind, largestSum, parts }) =>
				`  ${kind} ${name}: sums below ${Math.floor(largestSum) + 1} of 16777216${parts > 1 ? `, in ${parts} parts` : ""}`,
		),
		...(leftOut === undefined
			? []
			: [`The ${leftOut} at the end is left out: the output is what it was fed.`]),
		`Loss on the ${loss.rows} example rows: ${percent(loss.relative)} of the output's size${bestText(loss)}.`,
	];
}

/** Of one number alone the largest says nothing. */
const bestText = ({ classes, sameBest }: NetworkLoss) =>
	classes > 1
		? `; the largest number stands at the same place in ${percent(sameBest)} of them`
		: "";

function portableLines(made: PortableConversion, file: string): string[] {
	const { rewritten, cost, loss, slowdown, adapter } = made;
	const operators = Object.entries(rewritten).map(([name, count]) => `${count} ${name}`);
	return [
		`${file}: ${cost.nodes} nodes of portable float32.`,
		`  written anew: ${operators.join(", ") || "nothing"}`,
		`Loss on the ${loss.rows} example rows: ${loss.relative.toExponential(1)} of the output's size (honest backends differ by some 1e-6)${bestText(loss)}.`,
		`Multiplications of its linear layers, a row: ${cost.multiplyAddsBefore} before, ${cost.multiplyAdds} now.`,
		`Time on WASM: ${slowdownText(slowdown.wasm)}.`,
		...(slowdown.webgpu ? [`Time on ${adapter}: ${slowdownText(slowdown.webgpu)}.`] : []),
	];
}

const slowdownText = ({ given, rewritten, times }: Slowdown) =>
	`${times.toPrecision(2)} times the given model's (${given.toPrecision(3)} ms, now ${rewritten.toPrecision(3)} ms)`;
