/** Held, shared, by each tab that is on screen; the browser gives it back when a tab closes or dies. */
const lockName = "tabgrid.visible";
let end: (() => void) | undefined;

/** Notes whether this worker's page is on screen. */
export function showTab(visible: boolean): void {
	if (visible === (end !== undefined)) return;
	end?.();
	end = undefined;
	if (!visible) return;
	const over = new Promise<void>((resolve) => {
		end = resolve;
	});
	void navigator.locks.request(lockName, { mode: "shared" }, () => over);
}

/** Whether any tab of the site is on screen. */
export async function anyTabVisible(): Promise<boolean> {
	if (end !== undefined) return true;
	const { held = [] } = await navigator.locks.query();
	return held.some(({ name }) => name === lockName);
}
