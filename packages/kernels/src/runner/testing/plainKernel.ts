import { encodeBundle, KernelId, TabgridError, type TensorBundle } from "@tabgrid/protocol";
import { z } from "zod";
import type { AnyKernel } from "../../kernel.ts";

/** The smallest kernel there can be, for tests: the shard's tensors in, the model's outputs out. */
export const plainKernel: AnyKernel = {
	id: KernelId.parse("plain"),
	version: 1,
	title: "Plain",
	summary: "Feeds a shard to a model as it is.",
	params: z.unknown(),
	model: { kind: "client" },
	feeds: (input) => input,
	outputs: (raw) => raw,
	comparator: () => ({ kind: "exact" }),
	cost: (shard) => ({ flop: shard.items, inputBytes: shard.bytes, outputBytes: shard.bytes }),
	merge: async () => ({
		bytes: new Uint8Array(),
		mediaType: "application/octet-stream",
		fileName: "nothing",
	}),
};

/** Looks {@link plainKernel} up as a catalogue would. */
export function plainCatalogue(id: string): AnyKernel {
	if (id === plainKernel.id) return plainKernel;
	throw new TabgridError("UNKNOWN_KERNEL", `There is no kernel "${id}".`);
}

/** One float32 tensor as an encoded bundle. */
export function floatsBundle(
	name: string,
	dims: number[],
	values: number[],
): Uint8Array<ArrayBuffer> {
	const bundle: TensorBundle = {
		[name]: { dtype: "float32", dims, data: new Uint8Array(new Float32Array(values).buffer) },
	};
	return encodeBundle(bundle);
}
