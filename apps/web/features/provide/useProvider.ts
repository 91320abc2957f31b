"use client";
import type { BackendPreference, ProviderPhase } from "@tabgrid/kernels/runner";
import type { KernelId, ProviderSummary } from "@tabgrid/protocol";
import { useSyncExternalStore } from "react";
import type { Choices } from "./choices/choices";
import type { Command, TabSnapshot } from "./messages";
import { readPreferences, savePreferences } from "./preferences";
import { getServerView, getView, sendCommand, subscribe } from "./providerStore";

/** This browser's provider as a page shows it. */
export interface ProviderState extends Omit<TabSnapshot, "phase"> {
	/** `following` when another tab of this browser does the work. */
	readonly phase: ProviderPhase | "following";
	/** The phase of the tab that does the work: this one, or the other. */
	readonly workingPhase: ProviderPhase;
}

type LinkMessage = Extract<Command, { type: "link" }>["message"];

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

const commands = {
	/** Stops computing at once; remembered until {@link commands.resume}. */
	async pause(): Promise<void> {
		savePreferences(localStorage, { paused: true });
		await sendCommand({ type: "pause" });
	},
	async resume(): Promise<void> {
		savePreferences(localStorage, { paused: false });
		await sendCommand({ type: "resume" });
	},
	/** @param intensity - percent of the time to compute, 10 to 100. */
	async setIntensity(intensity: number): Promise<void> {
		savePreferences(localStorage, { intensity });
		await sendCommand({ type: "setIntensity", intensity });
	},
	async setBackend(backend: BackendPreference): Promise<void> {
		savePreferences(localStorage, { backend });
		await sendCommand({ type: "setBackend", backend });
	},
	/** When to work and on what; what is not named stays as it is. */
	async choose(choices: Partial<Choices>): Promise<void> {
		savePreferences(localStorage, choices);
		await sendCommand({ type: "choose", choices });
	},
	/** Computes a kernel from now on, or no longer; others stay as they were last chosen. */
	async acceptKernel(kernel: KernelId, accept: boolean): Promise<void> {
		const { declinedKernels = [] } = readPreferences(localStorage);
		const others = declinedKernels.filter((each) => each !== kernel);
		await commands.choose({ declinedKernels: accept ? others : [...others, kernel] });
	},
	/** Tries to reach the matcher now. */
	async reconnect(): Promise<void> {
		await sendCommand({ type: "reconnect" });
	},
	/**
	 * Links a wallet to the session key by the wallet's signature over linkTypedData.
	 * @throws TabgridError the matcher's refusal, or UNAVAILABLE.
	 */
	async link(message: LinkMessage): Promise<ProviderSummary | null> {
		return sendCommand({ type: "link", message });
	},
};
