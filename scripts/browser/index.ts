export { chromiumArguments } from "./chromiumArguments.ts";
export { type ProvideChoices, provideKey } from "./providePreset.ts";
