import type { PageFacts } from "./messages";

/** A system that does not answer about its battery keeps nobody waiting for longer, in ms. */
const patienceMs = 1_000;

/**
 * Watches what only a page can see: whether it is on screen, and whether the computer charges. Both
 * are told by events, never asked for by a timer, which a hidden page would not run on time.
 */
export async function watchPageFacts(tell: (facts: PageFacts) => void): Promise<void> {
	let battery: BatteryManager | undefined;
	const changed = () =>
		tell({
			visible: document.visibilityState === "visible",
			charging: battery?.charging ?? null,
		});
	document.addEventListener("visibilitychange", changed);
	// Firefox and Safari tell of no battery, and Chromium none on pages that are not secure.
	const asking = navigator.getBattery?.().then(
		(found) => {
			battery = found;
			battery.addEventListener("chargingchange", changed);
		},
		() => {},
	);
	await Promise.race([asking, new Promise((resolve) => setTimeout(resolve, patienceMs))]);
	changed();
	await asking?.then(changed);
}
