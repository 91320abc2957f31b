import { isRing, type KnownPair, ringsOf } from "../../src/core/trust/rings.ts";
import { type SeenResult, sharedLies } from "../../src/core/trust/sharedLies.ts";
import type { SimProvider, SimResult } from "../model.ts";
import type { Standings } from "./Standings.ts";

/** Above any number of providers. */
const many = 2 ** 21;
const keyOf = (a: number, b: number) => a * many + b;

/** The pairs of providers that were found wrong together, and the rings that follow. */
export class Rings {
	readonly #standings: Standings;
	readonly #pairs = new Map<number, KnownPair>();
	readonly #providers = new Map<number, SimProvider>();

	constructor(standings: Standings) {
		this.#standings = standings;
	}

	/**
	 * Looks at a decided shard.
	 * @param news those of its results that were found wrong just now; the others were counted before.
	 * @param odds of the answer taken.
	 */
	see(
		results: readonly SimResult[],
		taken: SimResult,
		news: ReadonlySet<SimResult>,
		odds: number,
	): void {
		const newOnes = new Set([...news].map(({ provider }) => provider.id));
		const seen = results.map(({ provider, answer }): SeenResult => {
			this.#providers.set(provider.id, provider);
			return {
				provider: provider.id,
				origin: this.#standings.of(provider).origin,
				right: answer === taken.answer,
				lineage: [provider.backend, `${provider.family}`],
			};
		});
		const agree = (a: number, b: number) => results[a]?.answer === results[b]?.answer;
		let found = false;
		for (const { a, b, odds: said } of sharedLies(seen, odds, agree)) {
			if (!newOnes.has(a) && !newOnes.has(b)) continue;
			const before = this.#pairs.get(keyOf(a, b))?.odds ?? 0;
			const pair = { a, b, odds: before + said };
			this.#pairs.set(keyOf(a, b), pair);
			found ||= isRing(pair);
		}
		if (found) this.#merge();
	}

	/** Its backend was at fault: what it had in common with others says nothing. */
	forget({ id }: SimProvider): void {
		for (const [key, { a, b }] of this.#pairs) if (a === id || b === id) this.#pairs.delete(key);
	}

	#merge(): void {
		for (const [member, ring] of ringsOf(this.#pairs.values())) {
			const provider = this.#providers.get(member);
			if (provider !== undefined) this.#standings.of(provider).origin = `ring ${ring}`;
		}
	}
}
