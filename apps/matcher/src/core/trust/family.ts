/**
 * What computed a result, from the general to the particular: the backend, and the adapter where it is a
 * GPU (a WASM backend computes alike on every processor).
 */
export function lineageOf(backend: "webgpu" | "wasm", adapter: string): readonly string[] {
	return backend === "wasm" ? ["wasm"] : ["webgpu", adapter.trim().toLowerCase()];
}

/** The same as one name: what a model is quarantined for. */
export const familyOf = (backend: "webgpu" | "wasm", adapter: string) =>
	lineageOf(backend, adapter).join(" ");
