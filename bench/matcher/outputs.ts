import { encodeBundle } from "@tabgrid/protocol";

/** Values in a shard's output: a bundle of about 1 KiB, as a classifier of 256 classes gives it. */
const classes = 256;

/** The output that every provider computes for a shard: each shard has its own, so its own blob. */
export function outputOf(jobId: string, shardIndex: number): Uint8Array<ArrayBuffer> {
	const values = new Float32Array(classes).fill(Number.parseInt(jobId.slice(2, 8), 16) / 2 ** 24);
	values[0] = shardIndex;
	return encodeBundle({
		scores: { dtype: "float32", dims: [1, classes], data: new Uint8Array(values.buffer) },
	});
}
