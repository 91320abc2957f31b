import {
	byteLengthOf,
	Dtype,
	parseOrThrow,
	TabgridError,
	type TensorBundle,
	type TensorBytes,
} from "@tabgrid/protocol";
import type * as Ort from "onnxruntime-web";
import { z } from "zod";

type TensorModule = Pick<typeof Ort, "Tensor">;

/** Array types that onnxruntime-web wants for each element type; strings stand apart. */
const arrays = {
	float32: Float32Array,
	float64: Float64Array,
	float16: Uint16Array,
	int8: Int8Array,
	uint8: Uint8Array,
	int16: Int16Array,
	uint16: Uint16Array,
	int32: Int32Array,
	uint32: Uint32Array,
	int64: BigInt64Array,
	uint64: BigUint64Array,
	bool: Uint8Array,
	int4: Uint8Array,
	uint4: Uint8Array,
} as const;

/** Makes an onnxruntime tensor of a bundle's tensor (copied, so that buffers may be transferred). */
function toOrtTensor(ort: TensorModule, { dtype, dims, data }: TensorBytes): Ort.Tensor {
	if (dtype === "string") {
		const strings = parseOrThrow(
			z.array(z.string()),
			JSON.parse(new TextDecoder().decode(data)),
			"BAD_INPUT",
		);
		return new ort.Tensor("string", strings, dims);
	}
	const bytes = new Uint8Array(data);
	return new ort.Tensor(dtype, new arrays[dtype](bytes.buffer), dims);
}

/**
 * Reads an onnxruntime tensor into a bundle's tensor, from the GPU if it lies there.
 * @throws TabgridError MODEL_FAILED for what is no tensor of a known type.
 */
export async function fromOrtTensor(name: string, value: Ort.OnnxValue): Promise<TensorBytes> {
	const parsed = Dtype.safeParse(value.type);
	if (!parsed.success)
		throw new TabgridError("MODEL_FAILED", `Output "${name}" is no tensor (${value.type}).`);
	const dtype = parsed.data;
	const data = await value.getData(true);
	const dims = [...value.dims];
	if (Array.isArray(data))
		return { dtype, dims, data: new TextEncoder().encode(JSON.stringify(data)) };
	const length = byteLengthOf(dtype, dims) ?? data.byteLength;
	return {
		dtype,
		dims,
		data: new Uint8Array(data.buffer, data.byteOffset, data.byteLength).slice(0, length),
	};
}

/** Feeds for a session from a bundle. */
export function toFeeds(ort: TensorModule, bundle: TensorBundle): Record<string, Ort.Tensor> {
	return Object.fromEntries(
		Object.entries(bundle).map(([name, tensor]) => [name, toOrtTensor(ort, tensor)]),
	);
}
