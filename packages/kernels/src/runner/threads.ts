/**
 * Threads for onnxruntime's WASM backend. More than one needs SharedArrayBuffer, so cross-origin
 * isolation; one core is left to the person who owns the machine, and beyond 8 little is gained.
 */
export function threadCount(environment: {
	readonly crossOriginIsolated: boolean;
	readonly hardwareConcurrency: number;
}): number {
	if (!environment.crossOriginIsolated) return 1;
	return Math.min(8, Math.max(1, Math.floor(environment.hardwareConcurrency) - 1));
}
