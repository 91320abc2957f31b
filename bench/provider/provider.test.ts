import { encodeBundle } from "@tabgrid/protocol";
import * as ort from "onnxruntime-web";
import { afterEach, describe, expect, it } from "vitest";
import { BareRuns } from "./BareRuns.ts";
import { productsGraph } from "./productsGraph.ts";

const width = 256;
const rowsOf = (rows: number) => Float32Array.from({ length: rows * width }, (_, i) => Math.sin(i));
const inputOf = (rows: number) =>
	encodeBundle({
		x: { dtype: "float32", dims: [rows, width], data: new Uint8Array(rowsOf(rows).buffer) },
	});

describe("what the provider is held against", () => {
	let bare: BareRuns | undefined;
	afterEach(() => bare?.close());

	it("is the model that was given, not the one before it", async () => {
		bare = new BareRuns();
		for (const rows of [2, 4, 2]) {
			const { model } = productsGraph({ rows, width, layers: 1 });
			// The session of another model takes no input of so many rows.
			expect(await bare.times(model, [inputOf(rows), inputOf(rows)])).toHaveLength(2);
		}
	}, 60_000);

	it("computes with numbers of the same size in its last layer as in its first", async () => {
		ort.env.wasm.numThreads = 1;
		const { model } = productsGraph({ rows: 1, width, layers: 2_000 });
		const session = await ort.InferenceSession.create(model, { executionProviders: ["wasm"] });
		const x = rowsOf(1);
		const { y } = await session.run({ x: new ort.Tensor("float32", x, [1, width]) });
		const out = await y?.getData();
		if (!(out instanceof Float32Array)) throw new TypeError("The model has no output y of floats.");
		expect(Math.hypot(...out) / Math.hypot(...x)).toBeCloseTo(1, 2);
		await session.release();
	}, 60_000);
});
