"use client";
import { useSyncExternalStore } from "react";

const never = () => () => {};
const tests = {
	battery: () => "getBattery" in navigator,
	idle: () => globalThis.IdleDetector?.requestPermission !== undefined,
	audio: () => typeof AudioContext !== "undefined",
	fullscreen: () => document.fullscreenEnabled,
	wakeLock: () => "wakeLock" in navigator,
};

/** Whether this browser has a part of the platform; null until the page runs in one. */
export function useSupported(part: keyof typeof tests): boolean | null {
	return useSyncExternalStore<boolean | null>(never, tests[part], () => null);
}
