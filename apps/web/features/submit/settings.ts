import {
	type Backend,
	type Comparator,
	type Comparators,
	expectedCost,
	type JobSpec,
	leastReplicasWithTrust,
	type Policy,
	TrustPolicy,
	usualMaxReplicas,
	usualPrice,
	usualTrust,
	worstCaseCost,
} from "@tabgrid/protocol";
import { z } from "zod";
import { formatMoney, parseMoney, type Token } from "@/lib/money";
import { submitStrings } from "@/strings/submit";
import type { Arithmetic } from "./arithmetic/arithmetic";
import { badComparator } from "./checkComparators";

/** How a job's shards are checked: by a trust policy, or by a quorum of the client's own. */
export const PolicyChoice = z.enum([...TrustPolicy.options, "custom"]);
export type PolicyChoice = z.infer<typeof PolicyChoice>;

/** What a client chose, as typed into the form. */
export interface JobSettings {
	readonly title: string;
	readonly policy: PolicyChoice;
	/** For a custom policy. */
	readonly quorum: number;
	/** Replicas of a shard at most. */
	readonly maxReplicas: number;
	/** Price of a replica as typed: `0.01`. */
	readonly price: string;
	readonly deadlineHours: number;
	/** Items in a shard as typed; empty leaves it to the planner. */
	readonly itemsPerShard: string;
	/** Comparators that differ from the kernel's own, by output. */
	readonly comparators: Readonly<Record<string, Comparator>>;
	/** The one backend that may compute it; "" as measured. */
	readonly backend: "" | "any" | Backend;
	/** What the client's own network is to compute in. */
	readonly arithmetic: Arithmetic;
}

export const defaultSettings: JobSettings = {
	title: "",
	policy: usualTrust,
	quorum: 2,
	maxReplicas: usualMaxReplicas({ quorum: 2, trust: usualTrust }),
	price: usualPrice,
	deadlineHours: 24,
	itemsPerShard: "",
	comparators: {},
	backend: "",
	arithmetic: "float",
};

/** The policy of a job's spec. With trust the quorum says nothing but that one result is too few at first. */
export function policyOf({
	policy,
	quorum,
	maxReplicas,
}: Pick<JobSettings, "policy" | "quorum" | "maxReplicas">): Policy {
	return policy === "custom" ? { quorum, maxReplicas } : { quorum: 2, maxReplicas, trust: policy };
}

/** A number of items typed by a person, or undefined when left to the planner or unreadable. */
export function itemsPerShardOf({
	itemsPerShard,
}: Pick<JobSettings, "itemsPerShard">): number | undefined {
	return /^[1-9]\d{0,6}$/.test(itemsPerShard.trim()) ? Number(itemsPerShard) : undefined;
}

/** Settings that make sense, ready for a job spec. */
export interface JobTerms {
	readonly title: string;
	readonly policy: Policy;
	/** Minor units. */
	readonly price: bigint;
	readonly deadlineSeconds: number;
	readonly comparators: Comparators;
	/** The one backend that may compute it; left out for any. */
	readonly backend?: Backend;
}

export type SettingsErrors = Partial<Record<keyof JobSettings, string>>;

/** Checks what was typed; answers terms, or what is wrong with which field. */
export function checkSettings(
	settings: JobSettings,
	grid: { readonly minPrice: bigint; readonly minDeadlineSeconds: number; readonly token: Token },
): { ok: true; terms: JobTerms } | { ok: false; errors: SettingsErrors } {
	const errors: SettingsErrors = {};
	const title = settings.title.trim();
	if (title === "") errors.title = "Give the job a title, so that you find it again.";
	else if (title.length > 120) errors.title = "A title has at most 120 characters.";
	const price = parseMoney(settings.price, grid.token);
	if (price === null)
		errors.price = `An amount such as 0.01, with at most ${grid.token.decimals} decimals.`;
	else if (price < grid.minPrice)
		errors.price = `This grid asks for at least ${formatMoney(grid.minPrice, grid.token)}.`;
	const { policy, quorum, maxReplicas } = settings;
	if (policy === "custom" && maxReplicas < quorum)
		errors.maxReplicas = submitStrings.settings.atLeastQuorum(quorum);
	if (policy !== "custom" && maxReplicas < leastReplicasWithTrust)
		errors.maxReplicas = submitStrings.settings.atLeastThree(leastReplicasWithTrust);
	const deadlineSeconds = Math.round(settings.deadlineHours * 3_600);
	if (deadlineSeconds <= grid.minDeadlineSeconds)
		errors.deadlineHours = "This grid needs more time than that.";
	if (settings.itemsPerShard.trim() !== "" && itemsPerShardOf(settings) === undefined)
		errors.itemsPerShard = "A whole number from 1 up, or nothing.";
	const bad = badComparator(settings.comparators);
	if (bad !== undefined) errors.comparators = submitStrings.comparators.badOutput(bad);
	if (price === null || Object.keys(errors).length > 0) return { ok: false, errors };
	const { comparators } = settings;
	return {
		ok: true,
		terms: { title, policy: policyOf(settings), price, deadlineSeconds, comparators },
	};
}

/**
 * What a job will cost: as its policy usually goes, and at the very most (which is what escrow takes).
 * @param executions of a shard under a trust policy, as the grid is now; where that isn't known, as it goes
 * with established providers.
 */
export function costOf(
	shards: number,
	{ policy, price }: Pick<JobTerms, "policy" | "price">,
	executions?: number,
): { expected: bigint; worst: bigint } {
	const spec: Pick<JobSpec, "shards" | "policy" | "pricePerReplica"> = {
		shards,
		policy,
		pricePerReplica: price.toString(),
	};
	return { expected: expectedCost(spec, executions), worst: worstCaseCost(spec) };
}
