export { bypassLayers } from "./bypassLayers.ts";
export { pictureNetwork, randomFloats } from "./pictureNetwork.ts";
export { type Rounding, roundWeights } from "./roundWeights.ts";
