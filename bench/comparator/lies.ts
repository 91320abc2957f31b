import { elementsOf, isFloat, numbersOf, tensorOf } from "@tabgrid/kernels";
import type { TensorBundle, TensorBytes } from "@tabgrid/protocol";

const each = (raw: TensorBundle, lie: (tensor: TensorBytes) => TensorBytes): TensorBundle =>
	Object.fromEntries(Object.entries(raw).map(([name, tensor]) => [name, lie(tensor)]));

/** Nothing was computed. */
export const zeros = (raw: TensorBundle): TensorBundle =>
	each(raw, (tensor) => ({ ...tensor, data: new Uint8Array(tensor.data.length) }));

/** Numbers that look random and are the same in every run. */
function* uniform(seed: number): Generator<number, never> {
	let state = seed;
	for (;;) {
		state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
		let bits = state ^ (state >>> 16);
		bits = Math.imul(bits, 0x85eb_ca6b);
		yield ((bits ^ (bits >>> 13)) >>> 0) / 2 ** 32;
	}
}

const rmsOf = (values: ArrayLike<number>) => {
	let squares = 0;
	for (let i = 0; i < values.length; i++) squares += (values[i] ?? 0) ** 2;
	return Math.sqrt(squares / Math.max(1, values.length));
};

/** Normal noise on every float, of `scale` times its tensor's rms. Other numbers stay. */
export const noise = (raw: TensorBundle, scale: number): TensorBundle =>
	each(raw, (tensor) => {
		if (tensor.dtype !== "float32") return tensor;
		const values = numbersOf(tensor);
		const size = scale * rmsOf(values);
		const random = uniform(values.length);
		const normal = () =>
			Math.sqrt(-2 * Math.log(1 - random.next().value)) *
			Math.cos(2 * Math.PI * random.next().value);
		return tensorOf(
			"float32",
			tensor.dims,
			Float32Array.from(values, (value) => value + size * normal()),
		);
	});

/** One number of each tensor is off: an integer by one, a float by a tenth of its tensor's rms. */
export const oneNumber = (raw: TensorBundle): TensorBundle =>
	each(raw, (tensor) => {
		const copy = { ...tensor, data: tensor.data.slice() };
		const elements = elementsOf(copy);
		if (elements.length === 0) return tensor;
		const at = Math.floor(uniform(7).next().value * elements.length);
		if (elements instanceof BigInt64Array || elements instanceof BigUint64Array)
			elements[at] = (elements[at] ?? 0n) + 1n;
		else elements[at] = (elements[at] ?? 0) + (isFloat(tensor.dtype) ? rmsOf(elements) / 10 : 1);
		return copy;
	});
