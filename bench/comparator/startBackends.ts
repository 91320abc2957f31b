import { say } from "../say.ts";
import { Backend } from "./Backend.ts";
import type { BackendData } from "./backendMessages.ts";

const wasm = { threads: 1, gpu: false, unoptimised: false };

/** The reference first. */
const backends: readonly BackendData[] = [
	{ ...wasm, name: "wasm, 1 thread" },
	{ ...wasm, name: "wasm, 2 threads", threads: 2 },
	{ ...wasm, name: "wasm, 4 threads", threads: 4 },
	{ ...wasm, name: "wasm, not optimised", unoptimised: true },
	{ ...wasm, name: "webgpu", gpu: true },
];

/** Adds every honest backend of this machine to `started`, so that the caller closes those that began. */
export async function startBackends(started: Backend[]): Promise<void> {
	for (const data of backends) {
		const backend = await Backend.start(data);
		if (backend) started.push(backend);
		else say(`no ${data.name} here`);
	}
}
