import { type TrustPolicyName, trustPolicies } from "../../src/core/trust/trustRules.ts";
import { honest } from "../answers.ts";
import { earnings } from "../Escrow.ts";
import type { KnownStanding, SimJob, SimPolicy, SimProvider } from "../model.ts";
import { tabgrid } from "../policies/tabgrid.ts";
import { createRandom } from "../random.ts";
import { Twin } from "../Twin.ts";
import { type Held, rounded, type SideProvider, type SideState } from "./Side.ts";

export interface TwinSideOptions {
	readonly policy: TrustPolicyName;
	readonly shards: number;
	readonly providers: readonly SideProvider[];
	/** The store's draw for a shard. */
	readonly draw: (shard: number) => number;
	/** Epoch ms at the start. */
	readonly start: number;
}

/** The in-memory twin of one job, dealt as the store deals. */
export class TwinSide {
	readonly #policy: SimPolicy;
	readonly #twin: Twin;
	readonly #job: SimJob;
	readonly #providers: readonly SimProvider[];
	/** The answers by name: equal numbers agree, and 0 is the right one. */
	readonly #answers = ["true"];
	readonly #start: number;

	constructor({ policy, shards, providers, draw, start }: TwinSideOptions) {
		const random = createRandom(1);
		this.#start = start;
		this.#policy = tabgrid("tabgrid", trustPolicies[policy], random, ({ index }) => draw(index));
		this.#twin = new Twin(
			this.#policy,
			random,
			{ shards, jobShards: shards },
			{ maturing() {}, leaseEnded() {} },
		);
		const job = this.#twin.openJob();
		if (job === undefined) throw new Error("There is no job.");
		this.#job = job;
		this.#providers = providers.map(({ good, staked = false }, id) => {
			const provider: SimProvider = {
				id,
				behaviour: honest,
				owner: id,
				block: id,
				speed: 1,
				backend: "wasm",
				family: 0,
				tricks: {},
				staked,
				online: true,
				done: 0,
				work: undefined,
			};
			this.#policy.season(provider, good);
			return provider;
		});
	}

	/** What the policy knows of a provider. */
	knows(provider: number, now: number): KnownStanding {
		const known = this.#policy.knows?.(this.#provider(provider), now - this.#start);
		if (known === undefined) throw new Error("The policy tells nothing.");
		return known;
	}

	#provider(place: number): SimProvider {
		const provider = this.#providers[place];
		if (provider === undefined) throw new Error(`There is no provider ${place}.`);
		return provider;
	}

	#shard(index: number) {
		const shard = this.#job.shards[index];
		if (shard === undefined) throw new Error(`There is no shard ${index}.`);
		return shard;
	}

	/** Whether there is work for the provider. */
	wants(provider: number, now: number): boolean {
		return this.#twin.wants(this.#provider(provider), this.#job, now - this.#start);
	}

	/** Whether it may have the shard that the store dealt it; then it has it. */
	lease({ provider, shard }: Held, now: number): boolean {
		return this.#twin.leaseChosen(this.#provider(provider), this.#shard(shard), now - this.#start);
	}

	submit({ provider, shard }: Held, answer: string, now: number): void {
		let place = this.#answers.indexOf(answer);
		if (place < 0) place = this.#answers.push(answer) - 1;
		const known = this.#provider(provider);
		if (!this.#twin.submit(known, this.#shard(shard), place, now - this.#start)) {
			throw new Error("The twin refuses a result that the store took.");
		}
		known.done += 1;
	}

	expire({ provider, shard }: Held, now: number): void {
		this.#twin.expire(this.#provider(provider), this.#shard(shard), now - this.#start);
	}

	/** Settles the job if it may. */
	close(now: number): void {
		this.#twin.close(this.#job, now - this.#start);
	}

	state(now: number): SideState {
		const paid = this.#job.settled ? earnings(this.#job) : new Map<SimProvider, number>();
		return {
			settled: this.#job.settled,
			shards: this.#job.shards.map(({ taken, results }) => ({
				answer: taken === undefined ? null : (this.#answers[taken.answer] ?? null),
				results: results
					.map(
						({ provider, answer, verdict }) =>
							`${provider.id}: ${this.#answers[answer]} ${verdict ?? "submitted"}`,
					)
					.sort(),
			})),
			providers: this.#providers.map((provider, place) => {
				const { good, bad, passed, suspendedUntil } = this.knows(place, now);
				return {
					good: rounded(good),
					bad: rounded(bad),
					passed,
					suspendedUntil: suspendedUntil === 0 ? 0 : suspendedUntil + this.#start,
					paid: paid.get(provider) ?? 0,
				};
			}),
		};
	}
}
