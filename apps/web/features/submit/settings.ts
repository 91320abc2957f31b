import {
	type Backend,
	type Comparator,
	type Comparators,
	expectedCost,
	type JobSpec,
	type Policy,
	worstCaseCost,
} from "@tabgrid/protocol";
import { formatMoney, parseMoney, type Token } from "@/lib/money";
import { submitStrings } from "@/strings/submit";
import { badComparator } from "./checkComparators";

/** What a client chose, as typed into the form. */
export interface JobSettings {
	readonly title: string;
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
}

export const defaultSettings: JobSettings = {
	title: "",
	quorum: 2,
	maxReplicas: 4,
	price: "0.01",
	deadlineHours: 24,
	itemsPerShard: "",
	comparators: {},
	backend: "",
};

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
	if (settings.maxReplicas < settings.quorum)
		errors.maxReplicas = `At least the quorum, ${settings.quorum}.`;
	const deadlineSeconds = Math.round(settings.deadlineHours * 3_600);
	if (deadlineSeconds <= grid.minDeadlineSeconds)
		errors.deadlineHours = "This grid needs more time than that.";
	if (settings.itemsPerShard.trim() !== "" && itemsPerShardOf(settings) === undefined)
		errors.itemsPerShard = "A whole number from 1 up, or nothing.";
	const bad = badComparator(settings.comparators);
	if (bad !== undefined) errors.comparators = submitStrings.comparators.badOutput(bad);
	if (price === null || Object.keys(errors).length > 0) return { ok: false, errors };
	const { quorum, maxReplicas, comparators } = settings;
	return {
		ok: true,
		terms: { title, policy: { quorum, maxReplicas }, price, deadlineSeconds, comparators },
	};
}

/** What a job will cost: when all agree, and at the very most (which is what escrow takes). */
export function costOf(
	shards: number,
	{ policy, price }: Pick<JobTerms, "policy" | "price">,
): { expected: bigint; worst: bigint } {
	const spec: Pick<JobSpec, "shards" | "policy" | "pricePerReplica"> = {
		shards,
		policy,
		pricePerReplica: price.toString(),
	};
	return { expected: expectedCost(spec), worst: worstCaseCost(spec) };
}
