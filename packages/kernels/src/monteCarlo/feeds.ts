import { TabgridError, type TensorBundle } from "@tabgrid/protocol";
import { elementsOf } from "../tensor/views.ts";
import { format } from "./format.ts";

/** Largest numbers that the graph's integers were made for; the sum of all is what must fit. */
const most = { drift: 9 * 2 ** format.growthBits, volatility: 4 * 2 ** format.volatilityBits };

/**
 * Batches in a shard of `planMonteCarlo`.
 * @throws TabgridError BAD_INPUT when it is something else.
 */
function batchesIn(input: TensorBundle): number {
	const bad = (why: string) => new TabgridError("BAD_INPUT", `Not a shard of paths: ${why}.`);
	const start = input[format.input.start];
	const [batches = 0, one] = start?.dims ?? [];
	if (start?.dtype !== "uint32" || start.dims.length !== 2 || one !== 1)
		throw bad("its batches have no starts");
	if (batches < 1 || batches > format.batchesPerShard) throw bad(`it has ${batches} batches`);
	const numberOf = (name: "seed" | "drift" | "volatility" | "sign") => {
		const tensor = input[format.input[name]];
		const dtype = name === "seed" ? "uint32" : "int32";
		if (tensor?.dtype !== dtype || tensor.dims.length !== 1 || tensor.dims[0] !== 1)
			throw bad(`its ${name} is no ${dtype} [1]`);
		return Number(elementsOf(tensor)[0]);
	};
	numberOf("seed");
	if (Math.abs(numberOf("sign")) !== 1) throw bad("its sign is neither 1 nor -1");
	for (const name of ["drift", "volatility"] as const)
		if (Math.abs(numberOf(name)) > most[name]) throw bad(`its ${name} is out of range`);
	return batches;
}

/** The shard's input is what the graph takes. */
export function feedBatches(input: TensorBundle): TensorBundle {
	batchesIn(input);
	return input;
}

/**
 * The sums of each batch.
 * @throws TabgridError MODEL_FAILED when the model's output isn't one sum a batch.
 */
export function keepSums(raw: TensorBundle, input: TensorBundle): TensorBundle {
	const batches = batchesIn(input);
	return Object.fromEntries(
		Object.values(format.output).map((name) => {
			const tensor = raw[name];
			if (tensor?.dtype !== "int32" || tensor.dims.length !== 1 || tensor.dims[0] !== batches)
				throw new TabgridError("MODEL_FAILED", `The model gave no "${name}" for each batch.`);
			return [name, tensor];
		}),
	);
}
