import { TabgridError, type TensorBundle, type TensorBytes } from "@tabgrid/protocol";
import type { GraphInfo, GraphValue } from "../onnx/readGraph.ts";
import { rowsOf } from "../tensor/rows.ts";

/** How a batch of inputs fits a model. */
export interface BatchLayout {
	/** Inputs that are cut along axis 0, in the model's order. */
	readonly batched: readonly string[];
	/** Rows in each of them. */
	readonly rows: number;
	/** Rows that the model takes in one run; null for any number. */
	readonly fixedRows: number | null;
	/**
	 * An input with the batch's size elsewhere than in a first dimension that is cut, as a recurrent
	 * network's state [2, batch, 64] has: then the batch can't be cut at all.
	 */
	readonly tied?: string | undefined;
}

/**
 * Checks inputs against what the model declares and finds the batch: the inputs whose first dimension
 * the model leaves open. Where it leaves none open the batch is fixed: the inputs that declare the
 * same first dimension as the first one that has any.
 * @param shared inputs not to cut although they could be.
 * @throws TabgridError BAD_INPUT naming the input and what the model wants.
 */
export function checkInputs(
	graph: GraphInfo,
	inputs: TensorBundle,
	shared: readonly string[] = [],
): BatchLayout {
	if (graph.inputs.length === 0)
		throw bad(
			"The model takes no inputs, so there is no batch to cut into shards: give it an input whose rows it computes one by one.",
		);
	for (const name of Object.keys(inputs))
		if (!graph.inputs.some((input) => input.name === name))
			throw bad(
				`The model has no input "${name}"; it has ${describe(graph.inputs)}.${unnamed.test(name) ? namesIn(graph) : ""}`,
			);
	const given = graph.inputs.map((input) => {
		const tensor = inputs[input.name];
		if (!tensor) throw bad(`The model also wants ${describe([input])}.`);
		checkType(input, tensor);
		return { input, tensor };
	});
	const cuttable = given.filter(
		({ input, tensor }) => tensor.dims.length > 0 && !shared.includes(input.name),
	);
	const open = cuttable.filter(({ input }) => typeof input.dims?.[0] !== "number");
	const first = cuttable[0]?.input.dims?.[0];
	const fixedRows = open.length > 0 || typeof first !== "number" ? null : first;
	const batched =
		fixedRows === null ? open : cuttable.filter(({ input }) => input.dims?.[0] === fixedRows);
	const [lead] = batched;
	if (!lead) throw bad("The model has no input with a batch dimension, so nothing can be cut.");
	const rows = rowsOf(lead.tensor);
	for (const { input, tensor } of batched)
		if (rowsOf(tensor) !== rows)
			throw bad(
				`"${input.name}" has ${rowsOf(tensor)} rows and "${lead.input.name}" ${rows}: a batch has one number of rows. If every shard needs one of them whole, share it.`,
			);
	if (rows === 0) throw bad(`"${lead.input.name}" has no rows.`);
	const symbols = new Map<string, number>();
	for (const { input, tensor } of given)
		checkShape(
			input,
			tensor,
			batched.some((one) => one.input === input),
			symbols,
		);
	return {
		batched: batched.map(({ input }) => input.name),
		rows,
		fixedRows,
		tied: rows > 1 ? tiedTo(batched, given) : undefined,
	};
}

interface Given {
	readonly input: GraphValue;
	readonly tensor: TensorBytes;
}

/** The first input that has the batch's dimension, and its size, where it isn't cut. */
function tiedTo(batched: readonly Given[], given: readonly Given[]): string | undefined {
	const sizes = new Map(
		batched.flatMap(({ input, tensor }) => {
			const symbol = input.dims?.[0];
			return typeof symbol === "string" ? [[symbol, rowsOf(tensor)] as const] : [];
		}),
	);
	return given.find((one) =>
		one.input.dims?.some(
			(dim, axis) =>
				typeof dim === "string" &&
				!(axis === 0 && batched.includes(one)) &&
				sizes.get(dim) === one.tensor.dims[axis],
		),
	)?.input.name;
}

function checkType(input: GraphValue, { dtype, dims }: TensorBytes): void {
	if (dtype !== input.dtype)
		throw bad(
			`The model wants ${describe([input])}, the file has ${dtype}: convert it first, e.g. array.astype("${input.dtype}").`,
		);
	if (input.dims && input.dims.length !== dims.length)
		throw bad(`The model wants ${describe([input])}, the file has shape [${dims.join(", ")}].`);
}

function checkShape(
	input: GraphValue,
	{ dims }: TensorBytes,
	batched: boolean,
	symbols: Map<string, number>,
): void {
	input.dims?.forEach((wanted, axis) => {
		const actual = dims[axis] ?? 0;
		if (axis === 0 && batched) return;
		if (typeof wanted === "number" && wanted !== actual)
			throw bad(`The model wants ${describe([input])}, the file has shape [${dims.join(", ")}].`);
		if (typeof wanted !== "string") return;
		const known = symbols.get(wanted) ?? actual;
		symbols.set(wanted, known);
		if (known !== actual)
			throw bad(
				`The model's dimension "${wanted}" is ${known} in one input and ${actual} in "${input.name}".`,
			);
	});
}

/** What numpy.savez calls arrays that nobody named. */
const unnamed = /^arr_\d+$/;

const namesIn = (graph: GraphInfo) =>
	` Name the arrays: numpy.savez(path, ${graph.inputs.map(({ name }) => `${name}=…`).join(", ")}).`;

/** Inputs or outputs with their types and shapes, for a person. */
export const describe = (values: readonly GraphValue[]) =>
	values
		.map(
			({ name, dtype, dims }) =>
				`"${name}" ${dtype}[${dims?.map((dim) => dim ?? "?").join(", ") ?? "…"}]`,
		)
		.join(", ");

const bad = (message: string) => new TabgridError("BAD_INPUT", message);
