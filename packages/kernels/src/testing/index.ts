export { attentionNetwork } from "./attentionNetwork.ts";
export { bypassLayers } from "./bypassLayers.ts";
export { pictureNetwork, randomFloats } from "./pictureNetwork.ts";
