import type { TensorBundle } from "@tabgrid/protocol";

/** What a liar returns: a half more in every float. */
export function lie(output: TensorBundle): TensorBundle {
	return Object.fromEntries(
		Object.entries(output).map(([name, tensor]) => {
			const data = tensor.data.slice();
			const floats = new Float32Array(data.buffer);
			floats.forEach((value, index) => {
				floats[index] = value + 0.5;
			});
			return [name, { ...tensor, data }];
		}),
	);
}
