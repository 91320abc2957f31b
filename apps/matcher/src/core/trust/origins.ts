import type { Owned } from "../owners.ts";
import { Groups } from "./Groups.ts";

/** Who computed a replica, and whom it may be one with. */
export interface Originated extends Owned {
	/** The block of addresses that it was leased to; null where that tells nothing. */
	readonly block: string | null;
	/** The ring that its provider was found in; null for none. */
	readonly ring: number | null;
}

/**
 * A name of each replica's origin, in order: replicas have one origin when they share the session key,
 * the wallet, the address block or the ring, also through others.
 */
export function originsOf(replicas: readonly Originated[]): string[] {
	const groups = new Groups<string>();
	for (const { providerId, wallet, block, ring } of replicas) {
		const key = `key:${providerId}`;
		for (const other of [
			wallet === null ? null : `wallet:${wallet}`,
			block === null ? null : `block:${block}`,
			ring === null ? null : `ring:${ring}`,
		]) {
			if (other !== null) groups.join(key, other);
		}
	}
	return replicas.map(({ providerId }) => groups.nameOf(`key:${providerId}`));
}
