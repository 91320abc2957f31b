/** Who computed a replica: a session key, and the wallet that it is linked to. */
export interface Owned {
	readonly providerId: string;
	readonly wallet: string | null;
}

/**
 * Number of distinct owners. Two replicas have one owner when they share the session key or the
 * wallet, also through others: key A with wallet W, key B with W, and key B without a wallet are one.
 */
export function countOwners(replicas: readonly Owned[]): number {
	const parents = new Map<string, string>();
	const rootOf = (name: string): string => {
		let at = name;
		for (;;) {
			const parent = parents.get(at) ?? at;
			if (parent === at) return at;
			at = parent;
		}
	};
	for (const { providerId, wallet } of replicas) {
		const key = `key:${providerId}`;
		if (!parents.has(key)) parents.set(key, key);
		if (wallet === null) continue;
		const purse = `wallet:${wallet}`;
		if (!parents.has(purse)) parents.set(purse, purse);
		parents.set(rootOf(key), rootOf(purse));
	}
	return new Set(replicas.map(({ providerId }) => rootOf(`key:${providerId}`))).size;
}
