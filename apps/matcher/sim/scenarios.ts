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
import type { Tricks } from "./model.ts";
import { measured } from "./noise.ts";
import type { Random } from "./random.ts";
import { badWeather, usualWeather, type Weather } from "./weather.ts";

/** A group of providers of one kind. */
export interface Group {
	/** Of the grid's providers. */
	readonly share: number;
	/** They come on top of the grid's providers, so that their share may be more than 1. */
	readonly extra?: boolean;
	readonly behaviour: (random: Random) => Behaviour;
	/** Results that they delivered honestly before the simulation starts. */
	readonly past: number;
	readonly tricks?: Tricks;
	/** The backend family that all of it have; otherwise each has one of the usual ones. */
	readonly family?: number;
	/** All of the group share this many blocks of addresses; otherwise each has its own. */
	readonly blocks?: number;
	/** When they come, in ms after the start, and over how long; from the start by default. */
	readonly joinsAt?: number;
	readonly over?: number;
}

export interface Scenario {
	readonly name: string;
	/** In plain words, for the table. */
	readonly says: string;
	readonly groups: readonly Group[];
	readonly weather: Weather;
	/** Time that a shard takes on a usual device, ms; 10 s by default. */
	readonly shardMs?: number;
}

/** How many results an established provider has behind it; a newcomer has none. */
const past = 500;

type Settings = Partial<Pick<Scenario, "weather" | "shardMs">> & { readonly honestPast?: number };

/** Honest providers, as many as the others leave room for, and the others. */
function scenario(name: string, says: string, others: Group[], settings: Settings = {}): Scenario {
	const { honestPast = past, weather = usualWeather, ...rest } = settings;
	const taken = others.reduce((sum, { share, extra }) => sum + (extra === true ? 0 : share), 0);
	const honestOnes: Group = { share: 1 - taken, behaviour: () => honest, past: honestPast };
	return { name, says, groups: [honestOnes, ...others], weather, ...rest };
}

const newcomers = (share: number, behaviour: Behaviour, more: Partial<Group> = {}): Group => ({
	share,
	behaviour: () => behaviour,
	past: 0,
	...more,
});
const ring = (share: number) => [newcomers(share, ringMember(1))];

/** They turn one by one, at any time of a run in which each delivers some hundred results. */
const sleepers = (share: number, chance = 1): Group => ({
	share,
	behaviour: (random) => sleeper(1, past + random.int(150), chance),
	past,
});

/** Each is run for every policy with the same seeds. */
export const scenarios: readonly Scenario[] = [
	scenario("honest", "no cheats; churn, loss, crashes, partitions", []),
	scenario("newcomers", "a tenth are new to the grid", [newcomers(0.1, honest)]),
	scenario(
		"bad-network",
		"no cheats; messages lost, doubled and late by seconds, cuts, a crash a minute",
		[],
		{ weather: badWeather },
	),
	scenario("liars", "a tenth invent a third of their answers, each alone", [
		newcomers(0.1, liar(1 / 3)),
	]),
	scenario("turned-liars", "a tenth with a good past now invent a third of their answers", [
		{ share: 0.1, behaviour: () => liar(1 / 3), past },
	]),
	scenario("constant", "a tenth return zeros for everything", [newcomers(0.1, constantLiar)]),
	scenario("copiers", "a tenth return their input", [newcomers(0.1, inputCopier)]),
	scenario("low-precision", "a tenth round the weights to float16; evidence is compared", [
		newcomers(0.1, lowPrecisionCheat(measured.evidence)),
	]),
	scenario(
		"low-precision-unseen",
		"the same where only a saturated answer is compared: no comparator sees it, and no policy can",
		[newcomers(0.1, lowPrecisionCheat(measured.answer))],
	),
	scenario("ring-1", "a ring of 1 % that shares its wrong answers", ring(0.01)),
	scenario("ring-5", "a ring of 5 %", ring(0.05)),
	scenario("ring-10", "a ring of 10 %", ring(0.1)),
	scenario("ring-30", "a ring of 30 %", ring(0.3)),
	scenario("sleepers-10", "a ring of 10 % with a good past that turns", [sleepers(0.1)]),
	scenario("sleepers-30", "a ring of 30 % with a good past that turns", [sleepers(0.3)]),
	scenario("rare-liars-10", "a ring of 10 % that turns and lies in one result of twenty", [
		sleepers(0.1, 0.05),
	]),
	scenario(
		"returning-ring",
		"shards of ten minutes: a ring of 10 % comes back from its suspensions, again and again",
		ring(0.1),
		{ shardMs: 600_000 },
	),
	scenario(
		"sybils",
		"as many new keys as there are providers, of one ring, from 20 address blocks",
		[newcomers(1, ringMember(1), { extra: true, blocks: 20, joinsAt: 300_000 })],
	),
	scenario(
		"sybils-thousands",
		"ten times as many new keys as there are providers, over an hour, from 100 blocks",
		[newcomers(10, ringMember(1), { extra: true, blocks: 100, over: 3_600_000 })],
	),
	scenario("cold-start", "a grid where all are new, with a ring of 10 %", ring(0.1), {
		honestPast: 0,
	}),
	scenario("equivocators", "a tenth send two answers for each lease, one of them invented", [
		newcomers(0.1, liar(1 / 2), { tricks: { equivocates: true } }),
	]),
	scenario("replayers", "a tenth redeem each voucher thrice, and older ones", [
		newcomers(0.1, honest, { tricks: { replays: true } }),
	]),
	scenario("stallers", "a tenth take leases and return nothing", [
		newcomers(0.1, honest, { tricks: { stalls: true } }),
	]),
	scenario("broken-backend", "a twentieth have a backend that computes the model wrongly", [
		newcomers(0.05, brokenBackend, { family: 99 }),
	]),
];
