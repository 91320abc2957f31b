/** A time that was measured: onnxruntime-web 1.30, a 2-core machine without a GPU. */
export interface MeasuredTime {
	readonly what: string;
	/** WASM on one thread, or WebGPU on a software adapter (a real GPU is far faster). */
	readonly backend: "wasm" | "software";
	readonly ms: number;
}

/** By kernel. Repeat them with `npm run bench`, or by opening a provider tab and a shard's timings. */
export const measured: Readonly<Record<string, readonly MeasuredTime[]>> = {
	"ocr-lines": [
		{ what: "One line", backend: "wasm", ms: 50 },
		{ what: "One line", backend: "software", ms: 3_300 },
	],
	"detect-text": [{ what: "A page of 640 × 640 pixels", backend: "wasm", ms: 240 }],
	"embed-audio": [{ what: "A shard of 32 windows, 3.3 s of sound", backend: "wasm", ms: 140 }],
	mandelbrot: [
		{ what: "A tile of 128 × 128 outside the set", backend: "wasm", ms: 25 },
		{ what: "The same at its edge, 256 iterations", backend: "wasm", ms: 1_000 },
	],
	"monte-carlo": [{ what: "A shard of 524,288 paths", backend: "wasm", ms: 70 }],
};
