export * from "./accuracy.ts";
export { readWav } from "./audio/readWav.ts";
export * from "./builtinModels.ts";
export * from "./catalogue.ts";
export * from "./compare/compareOutputs.ts";
export * from "./compare/outcome.ts";
export { type DetectedBox, readCondensed } from "./detectText/condense.ts";
export * from "./detectText/cropBox.ts";
export * from "./detectText/kernel.ts";
export { DetectArtifact, type DetectedPage } from "./detectText/merge.ts";
export * from "./detectText/params.ts";
export * from "./detectText/plan.ts";
export { pictureOfPage } from "./detectText/shardInput.ts";
export * from "./embedAudio/kernel.ts";
export { EmbeddingIndex, embeddingArrays } from "./embedAudio/merge.ts";
export { EmbedAudioParams } from "./embedAudio/params.ts";
export * from "./embedAudio/plan.ts";
export {
	addEvidence,
	type EvidenceOutput,
	type ModelWithEvidence,
	readEvidence,
} from "./evidence/addEvidence.ts";
export { evidenceOf, isEvidence } from "./evidence/names.ts";
export type { NetworkLoss } from "./exact8/loss.ts";
export { type Exact8Model, toExact8 } from "./exact8/toExact8.ts";
export * from "./formats/jsonTensors.ts";
export * from "./formats/npz.ts";
export * from "./formats/readNpy.ts";
export { jsonTensorsOf } from "./formats/writeJsonTensors.ts";
export * from "./formats/writeNpy.ts";
export * from "./kernel.ts";
export * from "./kernelFacts.ts";
export * from "./mandelbrot/kernel.ts";
export * from "./mandelbrot/paintTile.ts";
export * from "./mandelbrot/params.ts";
export * from "./mandelbrot/plan.ts";
export * from "./modelCheck/checkModel.ts";
export { MonteCarloArtifact } from "./monteCarlo/artifact.ts";
export * from "./monteCarlo/kernel.ts";
export * from "./monteCarlo/params.ts";
export * from "./monteCarlo/plan.ts";
export * from "./ocrLines/kernel.ts";
export { OcrArtifact, type PlacedLine, readOcrOutput } from "./ocrLines/merge.ts";
export * from "./ocrLines/params.ts";
export * from "./ocrLines/plan.ts";
export * from "./onnx/readGraph.ts";
export { type ExampleRows, exampleRows } from "./onnxBatch/exampleRows.ts";
export * from "./onnxBatch/kernel.ts";
export { verifiedArray } from "./onnxBatch/merge.ts";
export * from "./onnxBatch/params.ts";
export * from "./onnxBatch/plan.ts";
export * from "./onnxBatch/readInputs.ts";
export { describeParams, type ParamDescription } from "./params/describeParams.ts";
export { explainParams, readParams } from "./params/readParams.ts";
export type { Picture } from "./pictures/scalePicture.ts";
export { randomInputs } from "./portable/randomInputs.ts";
export { type PortableModel, toPortable } from "./portable/toPortable.ts";
export * from "./spread/buckets.ts";
export {
	type CalibratedOutput,
	type Calibration,
	calibrateOutputs,
	type KnownSpreads,
} from "./spread/calibrateOutputs.ts";
export { knownSpreads } from "./spread/knownSpreads.ts";
export type { ProbeFindings, ProbeJob } from "./spread/probeJob.ts";
export { type Rounding, roundWeights } from "./spread/roundWeights.ts";
export { type Spread, spreadsOf } from "./spread/spreadOf.ts";
export { safetyFactor } from "./spread/tolerance.ts";
export * from "./tensor/views.ts";
export * from "./verify/checkOutputs.ts";
export * from "./verify/rerunShard.ts";
