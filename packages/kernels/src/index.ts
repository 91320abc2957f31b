export * from "./builtinModels.ts";
export * from "./compare/outcome.ts";
export * from "./kernel.ts";
