import { type Config, hydrate } from "@wagmi/core";

const hydrated = new WeakSet<Config>();

/**
 * Brings back what was connected and adds the wallets that have announced themselves, once for a
 * configuration. wagmi's own provider does so whenever it is mounted and adds every wallet again each
 * time, so a tab whose pages mount it anew would list each wallet as often as pages were visited.
 */
export function hydrateOnce(config: Config): void {
	if (hydrated.has(config)) return;
	hydrated.add(config);
	void hydrate(config, { reconnectOnMount: true }).onMount();
}
