import { elementCount, TabgridError, type TensorBundle } from "@tabgrid/protocol";
import type { GraphInfo, GraphValue } from "../onnx/readGraph.ts";
import { tensorOf } from "../tensor/views.ts";

/** Rows of the batch where the model leaves it open. */
const rows = 4;

/**
 * Inputs of numbers from −1 to 1 for a model that leaves nothing open but its batch: enough for what
 * doesn't depend on the numbers, such as sizes and time. The same in every run.
 * @throws TabgridError BAD_INPUT for a model that needs real examples.
 */
export function randomInputs({ inputs }: Pick<GraphInfo, "inputs">): TensorBundle {
	let state = 1;
	const next = () => {
		// A linear congruential generator by W. H. Press et al., "Numerical Recipes", 7.1.
		state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
		return state / 2 ** 31 - 1;
	};
	return Object.fromEntries(
		inputs.map((input) => {
			const dims = dimsOf(input);
			const values = Float32Array.from({ length: elementCount(dims) }, next);
			return [input.name, tensorOf("float32", dims, values)];
		}),
	);
}

function dimsOf({ name, dtype, dims }: GraphValue): number[] {
	const known = dims?.map((dim, axis) => (typeof dim === "number" || axis > 0 ? dim : rows));
	const numbers = known?.filter((dim) => typeof dim === "number");
	if (dtype !== "float32" || numbers === undefined || numbers.length !== dims?.length)
		throw new TabgridError(
			"BAD_INPUT",
			`The model's input "${name}" (${dtype}[${dims?.map((dim) => dim ?? "?").join(", ") ?? "?"}]) needs examples.`,
		);
	return numbers;
}
