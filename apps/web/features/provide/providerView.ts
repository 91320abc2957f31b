import type { Role, TabSnapshot } from "./messages";

/** The provider as this page knows it. */
export interface ProviderView {
	/** `following`: another tab of this browser works, and the snapshot is its. */
	readonly role: Role;
	readonly snapshot: TabSnapshot;
}

const noView: ProviderView | null = null;
let view: ProviderView | null = noView;
const listeners = new Set<() => void>();

/** What the worker told. */
export function setView(told: ProviderView): void {
	view = told;
	for (const listener of listeners) listener();
}

/** For useSyncExternalStore. */
export function subscribe(listener: () => void): () => void {
	listeners.add(listener);
	return () => listeners.delete(listener);
}
export const getView = (): ProviderView | null => view;
export const getServerView = (): ProviderView | null => noView;
