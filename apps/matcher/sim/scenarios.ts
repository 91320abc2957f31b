import {
	type Behaviour,
	brokenBackend,
	constantLiar,
	honest,
	inputCopier,
	liar,
	lowPrecisionCheat,
	ringMember,
	sleeper,
} from "./answers.ts";
import type { Random } from "./random.ts";

/** What the network and the machines do. Chances per message, times in ms. */
export interface Weather {
	/** Mean one-way delay of a message. */
	readonly delay: number;
	/** A message that is lost is sent again after {@link resendAfter}. */
	readonly loss: number;
	readonly duplicates: number;
	/** Mean times a provider is there, and away. */
	readonly session: number;
	readonly absence: number;
	/** Mean time between crashes of the matcher, which is away for 2 s each time. */
	readonly crashes: number;
	/** Mean time between partitions that cut a tenth of the providers off for a minute. */
	readonly partitions: number;
}

export const resendAfter = 2_000;

const usualWeather: Weather = {
	delay: 40,
	loss: 0.005,
	duplicates: 0.005,
	session: 3_600_000,
	absence: 1_200_000,
	crashes: 600_000,
	partitions: 900_000,
};

/** A group of providers of one kind. */
export interface Group {
	readonly share: number;
	readonly behaviour: (random: Random) => Behaviour;
	/** Results that they delivered honestly before the simulation starts. */
	readonly past: number;
	readonly stalls?: boolean;
	/** The backend family that all of it have; otherwise each has one of the usual ones. */
	readonly family?: number;
	/** All of the group share this many blocks of addresses; otherwise each has its own. */
	readonly blocks?: number;
	/** When they come, in ms after the start; from the start by default. */
	readonly joinsAt?: number;
}

export interface Scenario {
	readonly name: string;
	/** In plain words, for the table. */
	readonly says: string;
	readonly groups: readonly Group[];
	readonly weather: Weather;
}

/** How many results an established provider has behind it. */
const past = 500;

const newcomers = 0;

/** Honest providers, as many as the others leave room for, and the others. */
const scenarioWith = (
	honestPast: number,
	name: string,
	says: string,
	...others: Group[]
): Scenario => {
	const share = 1 - others.reduce((sum, group) => sum + group.share, 0);
	const honestOnes: Group = { share, behaviour: () => honest, past: honestPast };
	return { name, says, groups: [honestOnes, ...others], weather: usualWeather };
};

const scenario = (name: string, says: string, ...others: Group[]) =>
	scenarioWith(past, name, says, ...others);

const sleepers = (share: number): Group => ({
	share,
	// They turn one by one, at any time of a run in which each delivers some 200 results.
	behaviour: (random) => sleeper(1, past + random.int(150)),
	past,
});

/** Each is run for every policy with the same seeds. */
export const scenarios: readonly Scenario[] = [
	scenario("honest", "no cheats; churn, loss, crashes, partitions"),
	scenario("newcomers", "a tenth are new to the grid", {
		share: 0.1,
		behaviour: () => honest,
		past: newcomers,
	}),
	scenario("liars", "a tenth invent a third of their answers, each alone", {
		share: 0.1,
		behaviour: () => liar(1 / 3),
		past: newcomers,
	}),
	scenario("turned-liars", "a tenth with a good past now invent a third of their answers", {
		share: 0.1,
		behaviour: () => liar(1 / 3),
		past,
	}),
	scenario(
		"lazy",
		"a tenth return zeros, their input, or a cheaper model's answer",
		{ share: 0.03, behaviour: () => constantLiar, past: newcomers },
		{ share: 0.03, behaviour: () => inputCopier, past: newcomers },
		{ share: 0.04, behaviour: () => lowPrecisionCheat, past: newcomers },
	),
	scenario("ring-1", "a ring of 1 % that shares its wrong answers", {
		share: 0.01,
		behaviour: () => ringMember(1),
		past: newcomers,
	}),
	scenario("ring-5", "a ring of 5 %", {
		share: 0.05,
		behaviour: () => ringMember(1),
		past: newcomers,
	}),
	scenario("ring-10", "a ring of 10 %", {
		share: 0.1,
		behaviour: () => ringMember(1),
		past: newcomers,
	}),
	scenario("ring-30", "a ring of 30 %", {
		share: 0.3,
		behaviour: () => ringMember(1),
		past: newcomers,
	}),
	scenario("sleepers-10", "a ring of 10 % with a good past that turns", sleepers(0.1)),
	scenario("rare-liars-10", "that ring, lying in one result of twenty", {
		share: 0.1,
		behaviour: (random) => sleeper(1, past + random.int(150), 0.05),
		past,
	}),
	scenario(
		"sybils",
		"as many new keys as there are providers, of one ring, from 20 address blocks",
		{
			share: 0.5,
			behaviour: () => ringMember(1),
			past: newcomers,
			blocks: 20,
			joinsAt: 300_000,
		},
	),
	scenarioWith(newcomers, "cold-start", "a grid where all are new, with a ring of 10 %", {
		share: 0.1,
		behaviour: () => ringMember(1),
		past: newcomers,
	}),
	scenario("stallers", "a tenth take leases and return nothing", {
		share: 0.1,
		behaviour: () => honest,
		past: newcomers,
		stalls: true,
	}),
	scenario("broken-backend", "a twentieth have a backend that computes the model wrongly", {
		share: 0.05,
		behaviour: () => brokenBackend,
		past: newcomers,
		family: 99,
	}),
];
