import { randomUUID } from "node:crypto";
import { kernelById, kernels } from "@tabgrid/kernels";
import {
	ComputeClient,
	createBlobClient,
	createComputeHost,
	identityOf,
	ModelStore,
	ProviderLoop,
	serveCompute,
} from "@tabgrid/kernels/runner";
import { generateSessionKeyPair } from "@tabgrid/protocol";
import * as ort from "onnxruntime-web";

/*
 * The provider of the web app in a process of its own, without a page: the real loop, the real runs.
 * Arguments: the matcher's URL, and by how many ms the clock of this device is off. Says its id on
 * standard output, and works until it is ended.
 */
const [matcherUrl = "", offMs = "0"] = process.argv.slice(2);
const rightTime = Date.now;
Date.now = () => rightTime() + Number(offMs);

ort.env.wasm.numThreads = 1;
const runtime = "onnxruntime-web 1.30.0 wasm";
const blobs = createBlobClient(matcherUrl);
const identity = await identityOf(await generateSessionKeyPair());
const compute = new ComputeClient((on) => {
	const { port1, port2 } = new MessageChannel();
	serveCompute(
		{
			onRequest: (handle) => {
				port2.onmessage = (event) => handle(event.data);
			},
			post: (message, transfer) => port2.postMessage(message, transfer),
		},
		createComputeHost({
			ort,
			runtime,
			threads: 1,
			gpu: undefined,
			kernel: kernelById,
			maxBytes: 1e9,
		}),
	);
	port1.onmessage = (event) => on.message(event.data);
	return {
		post: (message, transfer) => port1.postMessage(message, transfer),
		terminate: () => port1.close(),
	};
});
const loop = new ProviderLoop({
	matcherUrl,
	identity,
	instance: randomUUID(),
	compute,
	blobs,
	models: new ModelStore(blobs, undefined),
	calibration: {
		preference: "wasm",
		backend: "wasm",
		adapter: "1 thread",
		threads: "1 thread",
		softwareAdapter: false,
		runtime,
		flopPerSecond: 1e9,
		note: "",
		webgpu: null,
		wasm: null,
		conformance: null,
		took: 0,
	},
	kernels: kernels.map(({ id }) => id),
	maxBytes: 1e9,
	intensity: 100,
	paused: false,
	onChange: () => {},
	onDeviceLost: () => {},
	onVouchers: () => {},
});
loop.start();
process.once("SIGTERM", () => {
	void loop.stop().then(() => process.exit(0));
});
console.log(JSON.stringify({ providerId: identity.providerId }));
