import * as ort from "onnxruntime-web";
import { createComputeHost } from "../computeHost.ts";
import { plainCatalogue } from "./plainKernel.ts";
import { spawnOnPort } from "./spawnOnPort.ts";

/** The real compute host on WASM in Node, with the plain kernel; a new one each time it is spawned. */
export const realHost = spawnOnPort(() =>
	createComputeHost({
		ort,
		runtime: "1.30.0",
		threads: 1,
		gpu: undefined,
		kernel: plainCatalogue,
		maxBytes: 1e9,
	}),
);
