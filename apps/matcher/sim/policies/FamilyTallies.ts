import { isFaultyFamily } from "../../src/core/trust/quarantine.ts";
import type { SimProvider, SimResult, SimShard } from "../model.ts";
import type { Standing, Standings } from "./Standings.ts";

type Origin = Standing["origin"];

/** Origins, and those of them that were established. */
interface Counted {
	readonly all: Set<Origin>;
	readonly established: Set<Origin>;
	readonly providers: Set<SimProvider>;
}

const nobody = (): Counted => ({ all: new Set(), established: new Set(), providers: new Set() });

interface Tally {
	readonly right: Counted;
	/** Those found wrong, by the answer that they gave. */
	readonly wrong: Map<number, Counted>;
	quarantined: boolean;
}

/** What each backend family returned for the one model that a simulation runs. */
export class FamilyTallies {
	readonly #standings: Standings;
	readonly #tallies = new Map<number, Tally>();

	constructor(standings: Standings) {
		this.#standings = standings;
	}

	#of({ family }: SimProvider): Tally {
		let tally = this.#tallies.get(family);
		if (tally === undefined) {
			tally = { right: nobody(), wrong: new Map(), quarantined: false };
			this.#tallies.set(family, tally);
		}
		return tally;
	}

	/** Counts a shard's results once they are known to be right or wrong, before anyone is punished. */
	tally({ results }: SimShard, taken: SimResult): void {
		for (const { provider, answer } of results) {
			const { right, wrong } = this.#of(provider);
			let counted = right;
			if (answer !== taken.answer) {
				counted = wrong.get(answer) ?? nobody();
				wrong.set(answer, counted);
			}
			const { origin, established } = this.#standings.of(provider);
			counted.all.add(origin);
			counted.providers.add(provider);
			if (established) counted.established.add(origin);
		}
	}

	isQuarantined(provider: SimProvider): boolean {
		return this.#of(provider).quarantined;
	}

	/** The providers to forgive now that this result was found wrong: all of a family that proves faulty. */
	forgiven({ provider, answer }: SimResult): Iterable<SimProvider> {
		const tally = this.#of(provider);
		const alike = tally.wrong.get(answer) ?? nobody();
		const faulty = isFaultyFamily({
			right: tally.right.all.size,
			wrongAlike: alike.all.size,
			established: {
				right: tally.right.established.size,
				wrongAlike: alike.established.size,
			},
		});
		if (!faulty) return [];
		tally.quarantined = true;
		return alike.providers;
	}
}
