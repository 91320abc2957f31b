/** The provider dock's choices, as the web app keeps them in localStorage. */
export interface ProvideChoices {
	readonly paused: boolean;
	/** Percent of the time that it computes, 10 to 100. */
	readonly intensity: number;
	readonly backend: "auto" | "webgpu" | "wasm";
}

/** Where the web app keeps {@link ProvideChoices}. */
export const provideKey = "tabgrid.provide";
