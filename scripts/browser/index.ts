export { findChromium } from "../setup/findChromium.mjs";
export { connectBurnerWallet, linkBurnerWallet, redeemOnPage } from "./burnerWallet.ts";
export { chromiumArguments } from "./chromiumArguments.ts";
export { type ProvideChoices, presetProvider } from "./presetProvider.ts";
