import type { ShardState } from "@tabgrid/protocol";
import { count } from "@/lib/count";

/** A distance in units of what is permitted, as people read it: 0.0031, 4,470. */
const readable = (distance: number) =>
	Number.isFinite(distance)
		? distance < 1e-4 || distance >= 1e9
			? distance.toExponential(1)
			: Number(distance.toPrecision(2)).toLocaleString("en", { maximumFractionDigits: 6 })
		: "beyond all measure";

/** What a shard state is called where shards are counted: "3 failed". */
const stateWords: Record<ShardState, string> = {
	pending: "pending",
	running: "running",
	disputed: "disputed",
	verified: "verified",
	failed: "failed",
};

/** The words of the job pages. */
export const jobStrings = {
	row: {
		dot: "·",
		shards: (verified: number, total: number) => `${count(verified)} / ${count(total)} shards`,
	},
	facts: {
		title: "Specification",
		kernel: "Kernel",
		version: (version: number) => `v${version}`,
		quorum: "Quorum",
		checking: "Checking",
		byTrust: (policy: string, maxReplicas: number) =>
			`by trust, ${policy.toLowerCase()}; ${maxReplicas} replicas at most`,
		agreeing: (quorum: number, most: number) => `${quorum} agreeing, ${most} at most`,
		price: "Price a replica",
		comparison: "Comparison",
		kernelsOwn: "the kernel's own",
		output: (name: string) => `${name}:`,
		deadline: "Deadline",
		model: "Model",
		modelLabel: "model's digest",
		manifest: "Manifest",
		manifestLabel: "manifest's digest",
		specHash: "Spec hash",
		specHashLabel: "spec hash",
		resultRoot: "Result root",
		resultRootLabel: "result root",
	},
	shards: {
		title: "Shards",
		live: "Live.",
		connecting: "The line to the matcher is down; it comes back by itself.",
		unpaid: "Shards appear once the job is paid for.",
		press: "Press a cell to see its replicas.",
		none: "No shard",
		cell: (shard: number, state: ShardState | undefined) =>
			`Shard ${count(shard)}, ${state === undefined ? "unknown" : stateWords[state]}`,
		map: (many: number, summary: string) =>
			`Map of ${count(many)} shards: ${summary}. Arrow keys choose a shard, Enter opens it.`,
		count: (many: number, state: ShardState) => `${count(many)} ${stateWords[state]}`,
		filterLabel: "Show shards by state",
		all: "All",
		emptyFilter: (state: ShardState) => `No shard is ${stateWords[state]} now.`,
		showAll: "Show all shards",
		openLabel: "Shard",
		open: "Open",
		what: "the shards",
	},
	shard: {
		title: (index: number, total: number) => `Shard ${count(index)} of ${count(total)}`,
		fetching: "Fetching its replicas",
		what: "this shard",
		previous: "Previous",
		next: "Next",
		state: "State",
		checked: "Checked",
		spotCheck: "The lot fell on it: its first result wasn’t taken alone.",
		reopened: (times: number) =>
			`It was verified and then computed again${times === 1 ? "" : ` ${count(times)} times`}: a provider of it was caught, or its word was too little for the job to settle.`,
		items: "Items",
		input: "Input",
		inputLabel: "input's digest",
		canonical: "Canonical result",
		canonicalLabel: "canonical result's digest",
		comparison: "Comparison",
		kernelsOwn: "the kernel's own",
		replicas: (many: number) => `${count(many)} ${many === 1 ? "replica" : "replicas"}`,
		noReplicas: "No provider has taken it yet.",
		distanceMeans:
			"Distance is how far a replica's values are from the canonical result, as the job's comparator measures it. Digests of undecided replicas stay hidden, so that nobody can copy them.",
	},
	replica: {
		runtime: (version: string) => ` · ort ${version}`,
		error: (code: string, message: string) => `${code}: ${message}`,
		provider: "provider",
		providerLabel: "provider id",
		canonical: "canonical",
		canonicalMeans: "Its bytes are the canonical result's",
		distance: "Distance",
		distanceText: (distance: number | null) =>
			distance === null
				? "not judged yet"
				: distance === 0
					? "0 (equal)"
					: `${readable(distance)} (1 is permitted)`,
		digest: "Digest",
		digestLabel: "digest",
		backend: "Backend",
		adapter: "Adapter",
		leased: "Leased",
		answered: "Answered",
		after: (time: string) => `after ${time}`,
		wallet: "Wallet",
		walletLabel: "wallet",
		notLinked: "not linked",
		attestation: "Attestation",
		signatureLabel: "attestation's signature",
		timings: [
			["model", "model"],
			["input", "input"],
			["prepare", "prepare"],
			["run", "run"],
			["attest", "attest"],
		],
	},
	share: {
		share: "Share",
		copied: "The link is copied",
		anyone: "Anyone who has it can see this page.",
		notCopied: "The browser did not let the page copy. This is the link:",
	},
	timeLeft: {
		unknown: "Time left: not known yet.",
		waiting: "Waits for providers; no time can be told.",
		stalled: (quiet: string) => `No shard was decided for ${quiet}; no time can be told.`,
		between: (low: string, high: string) => `${low} to ${high} left`,
		about: (time: string) => `about ${time} left`,
		soon: "less than a minute left",
		basis: (perMinute: string) => `${perMinute} shards a minute now.`,
		means: "Four times out of five, if providers stay as they are.",
	},
	tab: {
		waiting: "Waiting",
		done: "Done",
		failed: "Failed",
		stopped: "Stopped",
		settling: "Settling",
		unpaid: "Draft",
	},
	progress: {
		share: (percent: number) => `${percent} %`,
		between: " / ",
		of: "of",
		verified: "shards verified",
		agreed: "Replicas agreed",
		disagreed: "Disagreed",
		providers: "Providers",
		backends: "WebGPU / WASM",
	},
	header: {
		back: "Jobs",
		job: "job",
		jobLabel: "job id",
		client: "client",
		clientLabel: "client's address",
		paidDraft: "Paid into escrow. The matcher takes it up as soon as it sees the transaction.",
		receipts: "Receipts",
		duplicate: "Duplicate",
		duplicateMeans: "A new job with the same kernel, inputs and terms",
	},
	list: {
		whose: "Whose jobs",
		all: "All jobs",
		mine: "Mine",
		myJobs: "My jobs",
		state: "State",
		anyState: "Any state",
		search: "Search jobs",
		searchHint: "Title, kernel, job id or client",
		connectTitle: "Your jobs belong to your wallet",
		connect: "Connect wallet",
		connectWhy: "Connect the wallet that posted them to see them here.",
		loading: "Loading the jobs",
		what: "the jobs",
		noneMine: "You have not posted a job yet",
		none: "No job has been posted yet",
		noneWhy: "A job takes two minutes: choose a kernel, drop your files, see the price, pay once.",
		newJob: "New job",
		nothingFound: "No job matches",
		nothingFoundWhy: "Try another word or state.",
		clear: "Clear search and filter",
		older: "Show older jobs",
	},
	view: {
		title: "Job",
		loading: "Loading the job",
		missing: "There is no job with this id here",
		missingWhy: "Perhaps it was posted to another grid, or its draft was dropped.",
		all: "All jobs",
		what: "this job",
	},
	events: {
		title: "Events and transactions",
		txLabel: "transaction hash",
		showAll: (many: number) => `Show all ${count(many)} events`,
		showFew: "Show the newest only",
	},
} as const;
