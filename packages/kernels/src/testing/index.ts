export { buildModel } from "../onnx/buildModel.ts";
export { bypassLayers } from "./bypassLayers.ts";
export { pictureNetwork, randomFloats } from "./pictureNetwork.ts";
