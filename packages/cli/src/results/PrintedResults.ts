import { jsonTensorsOf } from "@tabgrid/kernels";
import type { Digest } from "@tabgrid/protocol";
import type { Output } from "../Output.ts";
import { type ResultSink, resultTensors } from "./ResultSink.ts";

/** Prints each shard's tensors as a line of JSON; of two lines about one shard the later one counts. */
export class PrintedResults implements ResultSink {
	readonly held = new Map<number, Digest>();
	readonly #output: Output;

	constructor(output: Output) {
		this.#output = output;
	}

	async put(shardIndex: number, digest: Digest, bytes: Uint8Array): Promise<void> {
		this.#output.result({ shardIndex, digest, tensors: jsonTensorsOf(resultTensors(bytes)) }, "");
		this.held.set(shardIndex, digest);
	}

	async drop(shardIndex: number): Promise<void> {
		this.#output.result({ shardIndex, digest: null, tensors: null }, "");
		this.held.delete(shardIndex);
	}
}
