import type { CheckKind, JobCheckList, TrustPolicy } from "@tabgrid/protocol";
import { count } from "@/lib/count";

const shards = (value: number) => `${count(value)} ${value === 1 ? "shard" : "shards"}`;

const kinds: Record<CheckKind, { name: string; means: string }> = {
	spotCheck: {
		name: "Spot check",
		means: "The lot fell on it: another provider computed it too.",
	},
	dispute: { name: "Dispute", means: "Results of it differed, so more providers were asked." },
	lookBack: {
		name: "Looked back",
		means: "It was verified, then its provider was caught elsewhere: it was computed again.",
	},
	lastCheck: {
		name: "Last check",
		means: "It stood on one result when the job was about to settle: another provider confirms it.",
	},
};

const outcomes: Record<JobCheckList["checks"][number]["outcome"], string> = {
	open: "in work",
	agreed: "agreed",
	refuted: "a lie was found",
};

const policies: Record<TrustPolicy, string> = {
	fast: "Fast and cheap: the word of providers with ten passed checks counts, unless a check falls on it.",
	balanced:
		"Balanced: the word of providers with twenty passed checks counts, unless a check falls on it.",
	paranoid: "Paranoid: nobody’s word counts alone.",
};

/** The words of a job's checks: how sure its results are, and what that took. */
export const checkingStrings = {
	title: "Checking",
	policies,
	quorum: (quorum: number) =>
		quorum === 1
			? "No check: one provider’s word is enough."
			: `A fixed quorum: ${count(quorum)} providers must agree on every shard, whoever they are.`,
	redundancy: "Replicas a shard",
	redundancyOf: (replicas: number, verified: number) =>
		`${count(replicas)} compared for ${shards(verified)}; 1 would be no checking at all.`,
	none: "–",
	spotChecks: "Spot checks",
	spotChecksOf: (passed: number, failed: number) =>
		`${count(passed)} passed, ${count(failed)} failed. A lot that nobody foresees draws them.`,
	disputes: "Disputes",
	disputesMean: "Shards whose results differed.",
	disagreedMean: "Results that were outvoted: they earn nothing.",
	disagreed: "Outvoted",
	lookedBack: "Looked back",
	lookedBackMean: "Verified shards computed again, because a provider of theirs was caught.",
	lastChecks: "Last checks",
	lastChecksMean: "Lone results confirmed before the job could settle.",
	alone: "On one result",
	aloneMeans: "Verified shards that stand on a trusted provider’s word.",
	maturing: (time: string) => `Maturing until ${time}`,
	maturingWhy:
		"All shards are decided. Some stand on one result, so the job waits: if one of their providers is caught meanwhile, its results here are computed again before anyone is paid.",
	lookingBackTitle: (value: number) => `Looking back: ${shards(value)} computed again`,
	lookingBackWhy:
		"A provider was caught with a wrong result. From that moment its word counts for nothing, so what stood on it was given to others. What turns out wrong is not paid.",
	list: "What was checked",
	kinds,
	outcomes,
	shard: (index: number) => `Shard ${count(index)}`,
	empty: "Nothing needed a second look yet.",
	what: "the checks",
	showAll: (value: number) => `Show all ${count(value)}`,
	showFew: "Show the newest only",
	commitment: "Committed to",
	secret: "Revealed",
	notYet: "when the job settles",
	lotMeans: "Which shards are checked is drawn from a secret whose hash was published before.",
	evidence: {
		title: "Where it differs",
		loading: "Comparing both results in this browser",
		gone: "One of the two results is not kept any more, so they can’t be compared here.",
		failed: "The two results could not be compared",
		output: "Output",
		theirs: "This replica",
		canonical: "Canonical",
		apart: "Apart",
		permitted: "Permitted",
		times: (distance: number) =>
			Number.isFinite(distance)
				? `${Number(distance.toPrecision(2)).toLocaleString("en")} × what is permitted`
				: "beyond all measure",
		agree: "within what is permitted",
		more: (outputs: number) =>
			`${count(outputs)} more ${outputs === 1 ? "output differs" : "outputs differ"} less.`,
	},
} as const;
