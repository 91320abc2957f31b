import { type BuiltinModelName, builtinModels } from "@tabgrid/kernels";
import { loadBuiltinModel } from "@tabgrid/kernels/node";
import type { RecordedBlobs } from "./RecordedBlobs.ts";

/** Puts the models that kernels bring themselves into the store, so that providers can fetch them. */
export async function storeBuiltinModels(blobs: RecordedBlobs): Promise<void> {
	const names = Object.keys(builtinModels) as BuiltinModelName[];
	for (const name of names) {
		const { digest, bytes } = builtinModels[name];
		const [missing] = await blobs.missing([digest]);
		if (missing === undefined) continue;
		const put = await blobs.putBytes(await loadBuiltinModel(name));
		if (put.bytes !== bytes)
			throw new RangeError(`The model "${name}" has ${put.bytes} bytes, not ${bytes}.`);
	}
}
