/** Parts of the platform that TypeScript's library does not declare, because not every browser has them. */

interface BatteryManager extends EventTarget {
	readonly charging: boolean;
}

interface Navigator {
	/** Battery Status API; pages only. */
	getBattery?(): Promise<BatteryManager>;
}

interface IdleDetector extends EventTarget {
	readonly userState: "active" | "idle" | null;
	readonly screenState: "locked" | "unlocked" | null;
	start(options: { threshold: number; signal?: AbortSignal }): Promise<void>;
}

/** Idle Detection API; Chromium only. `requestPermission` exists on pages only. */
declare var IdleDetector:
	| {
			new (): IdleDetector;
			requestPermission?(): Promise<"granted" | "denied">;
	  }
	| undefined;
