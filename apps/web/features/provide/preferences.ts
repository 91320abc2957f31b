import { ProviderSettings } from "@tabgrid/kernels/runner";
import type { z } from "zod";
import { Choices, noChoices } from "./choices/choices";

/**
 * Where a person's choices are kept: localStorage under `tabgrid.provide`, as JSON with `paused`,
 * `intensity`, `backend` and the fields of Choices, each of which may be absent.
 */
export const preferencesKey = "tabgrid.provide";

const Preferences = ProviderSettings.extend(Choices.shape).partial();
type Preferences = z.infer<typeof Preferences>;

/** The choices made so far; what is unreadable counts as not chosen. */
export function readPreferences(storage: Pick<Storage, "getItem">): Preferences {
	try {
		const text = storage.getItem(preferencesKey);
		return text === null ? {} : Preferences.parse(JSON.parse(text));
	} catch {
		return {}; // blocked storage, or written by something else
	}
}

/** Adds to the choices. A browser that forbids storage forgets them when the tab closes. */
export function savePreferences(
	storage: Pick<Storage, "getItem" | "setItem">,
	chosen: Preferences,
): void {
	try {
		const merged = { ...readPreferences(storage), ...chosen };
		storage.setItem(preferencesKey, JSON.stringify(merged));
	} catch {
		return; // nothing depends on it
	}
}

/**
 * The settings to start with.
 * @param provideOnOpen - the deployment's default for someone who has chosen nothing yet.
 */
export function initialSettings(
	storage: Pick<Storage, "getItem">,
	provideOnOpen: boolean,
): ProviderSettings {
	const { paused = !provideOnOpen, intensity = 100, backend = "auto" } = readPreferences(storage);
	return { paused, intensity, backend };
}

/** When to work, as chosen so far. */
export function initialChoices(storage: Pick<Storage, "getItem">): Choices {
	return Choices.parse({ ...noChoices, ...readPreferences(storage) });
}
