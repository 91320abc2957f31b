import { z } from "zod";

/** What computes: the GPU by WebGPU, or the processor by WebAssembly. */
export const Backend = z.enum(["webgpu", "wasm"]);
export type Backend = z.infer<typeof Backend>;
