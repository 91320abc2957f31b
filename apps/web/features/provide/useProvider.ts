"use client";
import type { BackendPreference, ProviderPhase } from "@tabgrid/kernels/runner";
import type { KernelId } from "@tabgrid/protocol";
import { useSyncExternalStore } from "react";
import type { Choices } from "./choices/choices";
import type { TabSnapshot } from "./messages";
import type { LinkMessage } from "./providerCommands";
import { getServerView, getView, subscribe } from "./providerView";

/** This browser's provider as a page shows it. */
export interface ProviderState extends Omit<TabSnapshot, "phase"> {
	/** `following` when another tab of this browser does the work. */
	readonly phase: ProviderPhase | "following";
	/** The phase of the tab that does the work: this one, or the other. */
	readonly workingPhase: ProviderPhase;
}

/** The state of this browser's provider (null until its worker has told), and what can be done to it. */
export function useProvider() {
	const view = useSyncExternalStore(subscribe, getView, getServerView);
	const state: ProviderState | null = view && {
		...view.snapshot,
		phase: view.role === "following" ? "following" : view.snapshot.phase,
		workingPhase: view.snapshot.phase,
	};
	return { state, ...commands };
}

/** What can be done to the provider; the code for it comes when it is first done. */
const load = () => import("./providerCommands");
const commands = {
	pause: async () => (await load()).pause(),
	resume: async () => (await load()).resume(),
	setIntensity: async (intensity: number) => (await load()).setIntensity(intensity),
	setBackend: async (backend: BackendPreference) => (await load()).setBackend(backend),
	choose: async (choices: Partial<Choices>) => (await load()).choose(choices),
	acceptKernel: async (kernel: KernelId, accept: boolean) =>
		(await load()).acceptKernel(kernel, accept),
	reconnect: async () => (await load()).reconnect(),
	link: async (message: LinkMessage) => (await load()).link(message),
};
