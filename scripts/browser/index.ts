export { findChromium } from "../setup/findChromium.mjs";
export { connectBurnerWallet, linkBurnerWallet, redeemOnPage } from "./burnerWallet.ts";
export { chromiumArguments } from "./chromiumArguments.ts";
export { makeLiar, makeSleeper, turn } from "./makeLiar.ts";
export { type ProvideChoices, presetProvider } from "./presetProvider.ts";
