import { percentile, rounded } from "../percentile.ts";

/** What a tab can be while it is measured. */
export const situations = ["visible", "hidden", "hiddenWithTone"] as const;
export type Situation = (typeof situations)[number];

export interface Measured {
	readonly situation: Situation;
	readonly shardsPerMinute: number;
	/** How often a timer of 100 ms fired in the page. */
	readonly pageTimersPerMinute: number;
}

/** The median of each situation, and the hidden ones beside the visible one. */
export function summariseHidden(rounds: readonly Measured[]) {
	const median = (situation: Situation, figure: "shardsPerMinute" | "pageTimersPerMinute") =>
		percentile(
			rounds.filter((each) => each.situation === situation).map((each) => each[figure]),
			0.5,
		);
	const all = (figure: "shardsPerMinute" | "pageTimersPerMinute") => ({
		visible: median("visible", figure),
		hidden: median("hidden", figure),
		hiddenWithTone: median("hiddenWithTone", figure),
	});
	const shardsPerMinute = all("shardsPerMinute");
	const beside = (value: number) => rounded(value / shardsPerMinute.visible);
	return {
		shardsPerMinute,
		ratioHiddenToVisible: beside(shardsPerMinute.hidden),
		ratioToneToVisible: beside(shardsPerMinute.hiddenWithTone),
		pageTimersPerMinute: all("pageTimersPerMinute"),
		rounds,
	};
}
