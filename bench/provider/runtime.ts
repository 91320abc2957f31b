/** What computes in the bench, as it stands in submissions. */
export const runtime = "onnxruntime-web 1.30.0 wasm";
