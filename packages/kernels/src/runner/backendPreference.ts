import { z } from "zod";

/** What the person wants: the faster backend, or one of them whatever its speed. */
export const BackendPreference = z.enum(["auto", "webgpu", "wasm"]);
export type BackendPreference = z.infer<typeof BackendPreference>;
