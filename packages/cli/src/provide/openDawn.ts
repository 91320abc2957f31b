/** The part of the npm package `webgpu` that is used. */
interface Dawn {
	create(options: string[]): GPU;
	readonly globals: object;
}

/**
 * WebGPU by Dawn, installed as a browser's globals would be. Undefined where the optional package
 * `webgpu` is not installed, does not run on this platform, or finds no adapter.
 */
export async function openDawn(): Promise<GPU | undefined> {
	const dawn: Dawn | undefined = await import("webgpu").catch(() => undefined);
	if (dawn === undefined) return undefined;
	const gpu = dawn.create([]);
	const adapter = await gpu.requestAdapter({ powerPreference: "high-performance" });
	if (adapter === null) return undefined;
	Object.assign(globalThis, dawn.globals);
	// Node 20 has no navigator.
	const navigator: object = globalThis.navigator ?? {};
	Object.defineProperty(navigator, "gpu", { value: gpu, configurable: true });
	Object.defineProperty(globalThis, "navigator", { value: navigator, configurable: true });
	copySharedWrites();
	return gpu;
}

/**
 * Dawn refuses bytes that lie in a SharedArrayBuffer, which the heap of a WASM build with threads is;
 * a copy of them is as good.
 */
function copySharedWrites(): void {
	const queue = GPUQueue.prototype;
	const { writeBuffer } = queue;
	queue.writeBuffer = function (buffer, offset, data, dataOffset, size) {
		// Offset and size count elements of a view, and bytes of a buffer.
		const view = ArrayBuffer.isView(data) ? data : new Uint8Array(data);
		const unit = "BYTES_PER_ELEMENT" in view ? Number(view.BYTES_PER_ELEMENT) : 1;
		const from = (dataOffset ?? 0) * unit;
		const length = size === undefined ? view.byteLength - from : size * unit;
		const bytes = new Uint8Array(view.buffer, view.byteOffset + from, length);
		// `slice` copies, and the copy of shared bytes is not shared.
		const own = bytes.buffer instanceof ArrayBuffer ? bytes : new Uint8Array(bytes.slice());
		return writeBuffer.call(this, buffer, offset, own as Uint8Array<ArrayBuffer>);
	};
}
