import { elementCount, type TensorBundle, type TensorBytes } from "@tabgrid/protocol";
import { unpackNibbles } from "../tensor/nibbles.ts";
import { elementsOf, numbersOf, stringsOf } from "../tensor/views.ts";
import type { JsonTensors } from "./jsonTensors.ts";

/**
 * Tensors as JSON, so that readJsonTensors gives the same values back (JSON has one zero and one NaN):
 * 64-bit integers and numbers that JSON lacks are strings.
 * @throws TabgridError BAD_INPUT when a string tensor's bytes are no strings.
 */
export function jsonTensorsOf(bundle: TensorBundle): JsonTensors {
	return Object.fromEntries(
		Object.entries(bundle).map(([name, tensor]) => {
			const { dtype, dims } = tensor;
			return [name, { dtype, dims: [...dims], data: valuesOf(tensor) }];
		}),
	);
}

function valuesOf(tensor: TensorBytes): JsonTensors[string]["data"] {
	const { dtype, dims, data } = tensor;
	switch (dtype) {
		case "string":
			return stringsOf(tensor);
		case "bool":
			return Array.from(data, (byte) => byte !== 0);
		case "int4":
		case "uint4":
			return Array.from(unpackNibbles(data, elementCount(dims), dtype === "int4"));
		case "int64":
		case "uint64":
			return Array.from(elementsOf(tensor), String);
		default:
			return Array.from(numbersOf(tensor), (value) =>
				Number.isFinite(value) ? value : String(value),
			);
	}
}
