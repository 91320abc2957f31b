import type { Hold } from "@tabgrid/kernels/runner";
import type { Choices } from "./choices";
import { nextMidnight } from "./localDay";

/** What the decision rests on besides the choices. */
export interface Facts {
	/** Epoch ms. */
	readonly now: number;
	/** Null where there is no battery, or the browser does not tell of one. */
	readonly charging: boolean | null;
	/** Whether any tab of the site is on screen. */
	readonly visible: boolean;
	/** Whether the computer is in use; `unknown` where the browser does not tell. */
	readonly use: "idle" | "active" | "unknown";
	/** Work done since local midnight. */
	readonly today: { readonly shards: number; readonly computeMs: number };
	/** How many kernels are accepted. */
	readonly kernels: number;
}

/** Whether the provider must rest, with the reason that a person would name first; null to work. */
export function decideHold(choices: Choices, facts: Facts): Hold | null {
	const { snoozedUntil, dailyLimit } = choices;
	if (snoozedUntil !== null && facts.now < snoozedUntil)
		return { reason: "snoozed", until: snoozedUntil };
	if (facts.kernels === 0) return { reason: "no-kernels", until: null };
	if (dailyLimit !== null) {
		const until = nextMidnight(facts.now);
		const { shards, computeMs } = facts.today;
		if (dailyLimit.unit === "shards" && shards >= dailyLimit.amount)
			return { reason: "daily-shards", until };
		if (dailyLimit.unit === "minutes" && computeMs >= dailyLimit.amount * 60_000)
			return { reason: "daily-minutes", until };
	}
	if (choices.stopOnBattery && facts.charging === false) return { reason: "battery", until: null };
	if (choices.onlyVisible && !facts.visible) return { reason: "hidden", until: null };
	if (choices.onlyIdle && facts.use !== "idle")
		return { reason: facts.use === "active" ? "in-use" : "idle-unknown", until: null };
	return null;
}
