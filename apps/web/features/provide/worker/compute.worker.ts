import { kernelById } from "@tabgrid/kernels";
import { createComputeHost, serveCompute, threadCount } from "@tabgrid/kernels/runner";

/** Models kept warm at most: their files' bytes. */
const warmBytes = 600 * 1024 * 1024;

/**
 * onnxruntime's smaller and faster build where the browser can suspend WebAssembly on promises (JSPI),
 * else the one that was rewritten to do so. The bundler serves both wasm files under hashed names.
 */
async function loadRuntime() {
	if ("Suspending" in WebAssembly) {
		const ort = await import("onnxruntime-web/jspi");
		ort.env.wasm.wasmPaths = {
			wasm: new URL("onnxruntime-web/ort-wasm-simd-threaded.jspi.wasm", import.meta.url).href,
			mjs: new URL("onnxruntime-web/ort-wasm-simd-threaded.jspi.mjs", import.meta.url).href,
		};
		return { ort, build: "jspi" };
	}
	const ort = await import("onnxruntime-web/webgpu");
	ort.env.wasm.wasmPaths = {
		wasm: new URL("onnxruntime-web/ort-wasm-simd-threaded.asyncify.wasm", import.meta.url).href,
		mjs: new URL("onnxruntime-web/ort-wasm-simd-threaded.asyncify.mjs", import.meta.url).href,
	};
	return { ort, build: "asyncify" };
}

async function makeHost() {
	const { ort, build } = await loadRuntime();
	const threads = threadCount({
		crossOriginIsolated: globalThis.crossOriginIsolated,
		hardwareConcurrency: navigator.hardwareConcurrency,
	});
	ort.env.wasm.numThreads = threads;
	ort.env.logLevel = "error";
	return createComputeHost({
		ort,
		runtime: `${ort.env.versions.web ?? ort.env.versions.common} ${build}`,
		threads,
		gpu: "gpu" in navigator ? navigator.gpu : undefined,
		kernel: kernelById,
		maxBytes: warmBytes,
	});
}

serveCompute(
	{
		onRequest: (handle) => {
			self.onmessage = (event) => handle(event.data);
		},
		post: (message, transfer) => self.postMessage(message, { transfer }),
	},
	makeHost(),
);
