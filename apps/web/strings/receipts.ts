import { count, counted } from "@/lib/count";

const percent = (share: number) => `${Number((100 * share).toPrecision(2))} %`;

/** What the receipts page says. */
export const receiptsText = {
	title: "Receipts",
	intro:
		"Who computed each shard, what they signed, how far apart their results are, and what was paid: checked here, in this browser, by nothing but the bytes.",
	backToJob: "Back to the job",
	download: "Download all receipts",
	notYetTitle: "The receipts are not complete yet",
	notYet:
		"The job is still being worked on. Its receipts are complete when all its shards are decided.",
	what: "the receipts",
	retry: "Try again",
	reading: "Reading the receipts",
	progress: (done: number, total: number) => `${count(done)} of ${count(total)} receipts checked`,
	good: "All of it is right",
	goodDetail: (receipts: number, attestations: number) =>
		`${count(receipts)} receipts with ${count(attestations)} signed attestations; their root and their money are the ones on chain.`,
	unanchored: "The signatures are right; the chain has not confirmed them",
	unanchoredDetail:
		"Every receipt is sound by itself. Whether these are the job's own receipts only the chain can tell.",
	bad: (problems: number) =>
		problems === 1 ? "One thing is wrong" : `${count(problems)} things are wrong`,
	badDetail: "Don't rely on this job's result before you know why.",
	checking: "Checking",
	problemShard: (shard: number) => `Shard ${count(shard)}`,
	problemWhole: "The whole",
	moreProblems: (more: number) => `and ${count(more)} more`,
	figures: {
		receipts: "Receipts",
		attestations: "Attestations signed",
		providers: "Providers that agreed",
		disagreed: "Replicas that disagreed",
		earned: "Earned",
	},
	chain: {
		title: "On chain",
		hint: "What the escrow contract says is read by an RPC endpoint that you can choose.",
		byDefault: (url: string) => `Read by ${url}, this site's own endpoint.`,
		byYours: (url: string) => `Read by ${url}, from this page's address.`,
		label: "RPC endpoint",
		labelHint: "Enter one that you trust; the page opens again and asks it instead.",
		use: "Use this endpoint",
		waiting: "The chain is asked when all receipts are read.",
		asking: "Asking the chain",
		unreachable: "This endpoint does not answer, or refuses pages of other sites.",
		same: "Root, money, client and shards are the same as in the receipts.",
		different: "The chain says something else.",
		root: "Root",
		escrow: "Escrow",
	},
	audit: {
		title: "The spot checks",
		hint: "Which results were checked is drawn from a secret: its hash was public when the job began, the secret when it settled. Here all lots are drawn again.",
		waiting: "The lots are drawn when all receipts are read.",
		right: (lots: number, drawn: number, expected: number) =>
			`${count(lots)} results could have stood alone. The lot fell on ${count(drawn)} of them (${expected.toFixed(1)} were to be expected), and every one of those was checked by another provider.`,
		none: "No result could have stood alone: every shard was computed by more than one provider.",
		wrong: "The checks that were made are not the ones that the secret asks for.",
		alone: (alone: number) =>
			alone === 0
				? "No shard stands on one result."
				: `${count(alone)} ${alone === 1 ? "shard stands" : "shards stand"} on one result of a trusted provider.`,
		least: (chance: number) => `Each had a chance of at least ${percent(chance)} to be checked.`,
		commitment: "Committed to",
		secret: "Secret",
		notTold: "not told yet",
	},
	outputs: {
		title: "The outputs behind the digests",
		hint: "Fetches what the digests name, hashes it, and measures the distances again.",
		start: (shards: number) => `Check the outputs of ${counted(shards, "shard")}`,
		done: (shards: number) =>
			`The outputs of ${counted(shards, "shard")} have their digests and distances.`,
		progress: (done: number, total: number) => `${count(done)} of ${count(total)} fetched`,
	},
	rerun: {
		title: "Run a random sample again on this computer",
		hint: "Computes shards anew from their inputs and compares with the verified outputs. This needs to trust nobody.",
		label: "Shards",
		onGpu: "Run on the graphics card",
		onCpu: "Run on the processor",
		stop: "Stop",
		progress: (done: number, total: number) => `${count(done)} of ${count(total)} run again`,
		verdict: (sampled: number, total: number, wrong: number, most: number) =>
			`With ${count(sampled)} of ${count(total)} run again and ${wrong === 0 ? "none" : count(wrong)} wrong, at most ${count(most)} (${percent(most / Math.max(1, total))}) are wrong, with 95 % confidence.`,
		outcomes: "Shards that were run again",
		outcome: (shard: number, distance: number, ms: number) =>
			`Shard ${count(shard)}: distance ${distance === 0 ? "0, equal bytes" : distance.toPrecision(2)}, ${Math.round(ms)} ms`,
		wrong: (distance: number) => `Run again here, it came out ${distance} away; at most 1 agrees.`,
	},
	list: {
		title: "Shards",
		hint: "One receipt each, in order.",
		label: "Receipts by shard",
		shard: "Shard",
		agreed: (agreed: number, all: number) => `${agreed} of ${all} agreed`,
		distance: (distance: number) =>
			distance === 0 ? "equal" : `distance ${distance.toPrecision(2)}`,
		sound: "sound",
		wrong: (problems: number) => `${count(problems)} wrong`,
	},
};
