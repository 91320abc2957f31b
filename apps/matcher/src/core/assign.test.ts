import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type AssignAsk, type AssignJob, type AssignShard, assign } from "./assign.ts";

const asking = (provider: number, change: Partial<AssignAsk> = {}): AssignAsk => ({
	provider,
	wallet: null,
	capacity: 1,
	kernels: [],
	maxBytes: 1000,
	origins: [],
	trusted: true,
	quarantined: new Set<string>(),
	checks: true,
	...change,
});
const job = (id: number, change: Partial<AssignJob> = {}): AssignJob => ({
	job: id,
	kernel: "onnx-batch",
	model: "m",
	modelBytes: 100,
	trusting: false,
	checkersOnly: false,
	inFlight: 0,
	...change,
});
const shard = (id: number, index: number, change: Partial<AssignShard> = {}): AssignShard => ({
	job: id,
	index,
	bytes: 100,
	wanted: 1,
	providers: new Set(),
	wallets: new Set(),
	origins: new Set(),
	answered: false,
	...change,
});
const shardsOf = (id: number, count: number, change: Partial<AssignShard> = {}) =>
	Array.from({ length: count }, (_, index) => shard(id, index, change));

describe("assign", () => {
	it("gives each provider at most what it asked for, in the order of the shards", () => {
		const dealt = assign([asking(1, { capacity: 2 })], [job(1)], shardsOf(1, 5));
		expect(dealt).toEqual([
			{ ask: 0, shard: 0 },
			{ ask: 0, shard: 1 },
		]);
	});

	it("lets providers take turns, so that a large ask doesn't starve a small one", () => {
		const asks = [asking(1, { capacity: 64 }), asking(2)];
		const dealt = assign(asks, [job(1)], shardsOf(1, 2));
		expect(dealt.map(({ ask }) => ask)).toEqual([0, 1]);
	});

	it("draws from the job with the fewest replicas in flight, the older first", () => {
		const jobs = [job(1, { inFlight: 2 }), job(2)];
		const shards = [...shardsOf(1, 4), ...shardsOf(2, 4)];
		const dealt = assign([asking(1, { capacity: 4 })], jobs, shards);
		expect(dealt.map(({ shard: place }) => shards[place]?.job)).toEqual([2, 2, 1, 2]);
	});

	it("gives a job that is pinned to a backend to providers of that backend alone", () => {
		const asks = [asking(1, { backend: "webgpu" }), asking(2), asking(3, { backend: "wasm" })];
		const jobs = [job(1, { backend: "wasm" })];
		expect(assign(asks, jobs, shardsOf(1, 9))).toEqual([{ ask: 2, shard: 0 }]);
	});

	it("never gives a shard twice to one session key or one wallet", () => {
		const asks = [
			asking(1, { capacity: 9 }),
			asking(1, { capacity: 9 }),
			asking(2, { wallet: "w" }),
			asking(3, { wallet: "w" }),
		];
		const dealt = assign(asks, [job(1)], [shard(1, 0, { wanted: 9 })]);
		expect(dealt.map(({ ask }) => ask)).toEqual([0, 2]);
		const held = shard(1, 0, { providers: new Set([1]), wallets: new Set(["w"]) });
		expect(assign(asks, [job(1)], [held])).toEqual([]);
	});

	it("respects accepted kernels and the largest size", () => {
		const asks = [
			asking(1, { kernels: ["ocr-lines"] }),
			asking(2, { maxBytes: 199 }),
			asking(3, { maxBytes: 200, kernels: ["onnx-batch", "ocr-lines"] }),
		];
		const dealt = assign(asks, [job(1)], [shard(1, 0, { wanted: 3 })]);
		expect(dealt.map(({ ask }) => ask)).toEqual([2]);
	});

	it("keeps all rules for any asks, jobs and shards, and leaves nothing that someone could take", () => {
		const asks = fc.array(
			fc.record({
				provider: fc.integer({ min: 1, max: 5 }),
				wallet: fc.constantFrom(null, "v", "w"),
				capacity: fc.integer({ min: 1, max: 4 }),
				kernels: fc.constantFrom([], ["k1"], ["k2"]),
				maxBytes: fc.constantFrom(150, 1000),
				origins: fc.constantFrom<string[]>([], ["x"], ["x", "y"]),
				trusted: fc.boolean(),
				quarantined: fc.constantFrom(new Set<string>(), new Set(["m"])),
				checks: fc.boolean(),
			}),
			{ maxLength: 6 },
		);
		const jobs = [
			job(1, { kernel: "k1" }),
			job(2, { kernel: "k2", inFlight: 3, trusting: true, checkersOnly: true }),
		];
		const shards = fc.array(
			fc.record({
				job: fc.constantFrom(1, 2),
				index: fc.nat(),
				bytes: fc.constantFrom(10, 100),
				wanted: fc.integer({ min: 0, max: 3 }),
				providers: fc.constantFrom(new Set<number>(), new Set([1])),
				wallets: fc.constantFrom(new Set<string>(), new Set(["w"])),
				origins: fc.constantFrom(new Set<string>(), new Set(["y"])),
				answered: fc.boolean(),
			}),
			{ maxLength: 6 },
		);
		fc.assert(
			fc.property(asks, shards, (asking, open) => {
				const dealt = assign(asking, jobs, open);
				const suits = (ask: AssignAsk, of: AssignShard) => {
					const its = jobs.find(({ job: id }) => id === of.job);
					return (
						its !== undefined &&
						(ask.kernels.length === 0 || ask.kernels.includes(its.kernel)) &&
						its.modelBytes + of.bytes <= ask.maxBytes &&
						!of.providers.has(ask.provider) &&
						(ask.wallet === null || !of.wallets.has(ask.wallet)) &&
						(!its.trusting ||
							(ask.trusted &&
								(ask.checks || !of.answered) &&
								!ask.quarantined.has(its.model) &&
								ask.origins.every((origin) => !of.origins.has(origin))))
					);
				};
				const holders = (place: number) =>
					dealt.flatMap(({ ask, shard: of }) => (of === place ? (asking[ask] ?? []) : []));
				for (const [place, ask] of asking.entries()) {
					const own = dealt.filter((one) => one.ask === place);
					expect(own.length).toBeLessThanOrEqual(ask.capacity);
					for (const one of own) {
						const of = open[one.shard];
						expect(of !== undefined && suits(ask, of)).toBe(true);
					}
					if (own.length === ask.capacity) continue;
					const missed = open.filter(
						(of, at) =>
							suits(ask, of) &&
							holders(at).length < of.wanted &&
							holders(at).every(
								(other) =>
									other.provider !== ask.provider &&
									(other.wallet === null || other.wallet !== ask.wallet) &&
									(of.job === 1 || ask.origins.every((name) => !other.origins.includes(name))),
							),
					);
					expect(missed).toEqual([]);
				}
				for (const [place, of] of open.entries()) {
					const held = holders(place);
					expect(held.length).toBeLessThanOrEqual(of.wanted);
					expect(new Set(held.map(({ provider }) => provider)).size).toBe(held.length);
					const wallets = held.flatMap(({ wallet }) => wallet ?? []);
					expect(new Set(wallets).size).toBe(wallets.length);
					if (of.job === 1) continue;
					const origins = held.flatMap((ask) => ask.origins);
					expect(new Set(origins).size).toBe(origins.length);
				}
			}),
		);
	});
});
