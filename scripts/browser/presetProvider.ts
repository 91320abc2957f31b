import type { BrowserContext } from "playwright-core";

/** The provider dock's choices, as the web app keeps them in localStorage. */
export interface ProvideChoices {
	readonly paused: boolean;
	/** Percent of the time that it computes, 10 to 100. */
	readonly intensity: number;
	readonly backend: "auto" | "webgpu" | "wasm";
	/** Whether it rests while the computer is unplugged; a program's tabs do not, unless told to. */
	readonly stopOnBattery?: boolean;
}

/** Where the web app keeps {@link ProvideChoices}. */
const provideKey = "tabgrid.provide";

/** Sets the dock's choices before any page of the context loads, unless a page has set its own. */
export async function presetProvider(
	context: Pick<BrowserContext, "addInitScript">,
	choices: ProvideChoices,
): Promise<void> {
	await context.addInitScript(
		([key, value]) => {
			if (location.protocol === "about:") return; // has no storage
			if (localStorage.getItem(key) === null) localStorage.setItem(key, value);
		},
		[provideKey, JSON.stringify({ stopOnBattery: false, ...choices })] as const,
	);
}
