export { buildModel, type GraphDescription } from "../onnx/buildModel.ts";
export * from "./examples.ts";
export * from "./loadBuiltinModel.ts";
export * from "./loadPicture.ts";
export * from "./ocrDictionary.ts";
