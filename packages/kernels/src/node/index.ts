export * from "./examples.ts";
export * from "./loadBuiltinModel.ts";
export * from "./loadPicture.ts";
export * from "./ocrDictionary.ts";
