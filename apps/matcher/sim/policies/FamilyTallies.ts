import { isFaultyFamily } from "../../src/core/trust/quarantine.ts";
import type { Answer } from "../answers.ts";
import type { SimProvider, SimResult, SimShard } from "../model.ts";

interface Tally {
	readonly right: Set<number | string>;
	/** Providers found wrong, by the answer that they gave and by origin. */
	readonly wrong: Map<Answer, Map<number | string, SimProvider>>;
	quarantined: boolean;
}

/** What each backend family returned for the one model that a simulation runs. */
export class FamilyTallies {
	readonly #tallies = new Map<number, Tally>();

	#of({ family }: SimProvider): Tally {
		let tally = this.#tallies.get(family);
		if (tally === undefined) {
			tally = { right: new Set(), wrong: new Map(), quarantined: false };
			this.#tallies.set(family, tally);
		}
		return tally;
	}

	/** Counts a shard's results once they are known to be right or wrong. */
	tally(
		shard: SimShard,
		taken: SimResult,
		originOf: (provider: SimProvider) => number | string,
	): void {
		for (const { provider, answer } of shard.results) {
			const { right, wrong } = this.#of(provider);
			if (answer === taken.answer) {
				right.add(originOf(provider));
				continue;
			}
			const alike = wrong.get(answer) ?? new Map<number | string, SimProvider>();
			wrong.set(answer, alike.set(originOf(provider), provider));
		}
	}

	isQuarantined(provider: SimProvider): boolean {
		return this.#of(provider).quarantined;
	}

	/** The providers to forgive now that this result was found wrong: all of a family that proves faulty. */
	forgiven({ provider, answer }: SimResult): readonly SimProvider[] {
		const tally = this.#of(provider);
		const alike = tally.wrong.get(answer) ?? new Map<number | string, SimProvider>();
		if (!isFaultyFamily({ right: tally.right.size, wrongAlike: alike.size })) return [];
		tally.quarantined = true;
		return [...alike.values()];
	}
}
