import type { BackendPreference } from "@tabgrid/kernels/runner";
import type { KernelId, ProviderSummary } from "@tabgrid/protocol";
import type { Choices } from "./choices/choices";
import type { Command } from "./messages";
import { initialChoices, initialSettings, readPreferences, savePreferences } from "./preferences";
import { sendCommand, startProvider } from "./providerWorker";

export type LinkMessage = Extract<Command, { type: "link" }>["message"];

/**
 * Starts this tab's provider with what the person chose before; once a page, whoever calls.
 * @param provideOnOpen the deployment's default for someone who has chosen nothing yet.
 */
export function start(matcherUrl: string, provideOnOpen: boolean): void {
	startProvider({
		matcherUrl,
		settings: initialSettings(localStorage, provideOnOpen),
		choices: initialChoices(localStorage),
	});
}

/** Stops computing at once; remembered until {@link resume}. */
export async function pause(): Promise<void> {
	savePreferences(localStorage, { paused: true });
	await sendCommand({ type: "pause" });
}

export async function resume(): Promise<void> {
	savePreferences(localStorage, { paused: false });
	await sendCommand({ type: "resume" });
}

/** @param intensity - percent of the time to compute, 10 to 100. */
export async function setIntensity(intensity: number): Promise<void> {
	savePreferences(localStorage, { intensity });
	await sendCommand({ type: "setIntensity", intensity });
}

export async function setBackend(backend: BackendPreference): Promise<void> {
	savePreferences(localStorage, { backend });
	await sendCommand({ type: "setBackend", backend });
}

/** When to work and on what; what is not named stays as it is. */
export async function choose(choices: Partial<Choices>): Promise<void> {
	savePreferences(localStorage, choices);
	await sendCommand({ type: "choose", choices });
}

/** Computes a kernel from now on, or no longer; others stay as they were last chosen. */
export async function acceptKernel(kernel: KernelId, accept: boolean): Promise<void> {
	const { declinedKernels = [] } = readPreferences(localStorage);
	const others = declinedKernels.filter((each) => each !== kernel);
	await choose({ declinedKernels: accept ? others : [...others, kernel] });
}

/** Tries to reach the matcher now. */
export async function reconnect(): Promise<void> {
	await sendCommand({ type: "reconnect" });
}

/**
 * Links a wallet to the session key by the wallet's signature over linkTypedData.
 * @throws TabgridError the matcher's refusal, or UNAVAILABLE.
 */
export async function link(message: LinkMessage): Promise<ProviderSummary | null> {
	return sendCommand({ type: "link", message });
}
