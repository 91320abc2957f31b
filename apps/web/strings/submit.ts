import type { JobSettings } from "@/features/submit/settings";
import { counted } from "@/lib/count";

const number = (value: number) => value.toLocaleString("en");

const wrong: Record<keyof JobSettings, (given: string) => string> = {
	policy: (given) => `The link says "${given}"; a policy is fast, balanced, paranoid or custom.`,
	title: () => "The link's title is longer than 120 characters.",
	quorum: (given) => `The link says "${given}"; a quorum is 1 to 5.`,
	maxReplicas: (given) => `The link says "${given}"; from 1 to 10 replicas are possible.`,
	price: () => "The link's price can't be read.",
	deadlineHours: (given) => `The link says "${given}"; a deadline is a number of hours.`,
	itemsPerShard: () => "The link's number can't be read.",
	comparators: () => "The link's comparators can't be read; the kernel's own are used.",
	backend: (given: string) => `The link says "${given}"; a backend is wasm, webgpu or any.`,
	arithmetic: (given) => `The link says "${given}"; an arithmetic is float, exact8 or portable.`,
};

/** The words about templates: jobs that an address describes. */
export const templateStrings = {
	wrong,
	noKernel: (asked: string) => `The link asks for a kernel "${asked}", which there isn't.`,
	takesFiles: "This kernel takes files, so the link's parameters mean nothing.",
	badParams: "The link's parameters can't be read; the form begins with its usual values.",
	noField: (name: string) => `The link's parameter "${name}" isn't one of this kernel's.`,
	problemTitle: "Not everything in the link makes sense",
	copy: "Copy link to this template",
	copied: "The link is copied",
	copiedWhy: "Whoever opens it finds this kernel and these terms filled in, without files.",
	notCopied: "The browser did not let the page copy. This is the link:",
} as const;

/** The words of the wizard. */
export const submitStrings = {
	looking: "Looking for a draft",
	job: "Job",
	startOver: "Start over",
	discarded: "The draft is discarded",
	undo: "Undo",
	back: "Back",
	next: "Continue",
	aside: "Your earlier draft was put aside",
	asideUndo: "Bring it back",
	noJob: "That job could not be read",
	badJob: "The link's job id is not one: 0x and 64 hex digits. It may be cut off.",
	duplicating: "Reading the earlier job",
	steps: {
		kernel: "Kernel",
		files: "Inputs",
		settings: "Settings",
		review: "Review and pay",
		label: "Steps",
	},
	files: {
		drop: "Drop the job's files here",
		choose: "Choose files",
		region: "Files",
		count: (count: number, bytes: string) =>
			`${number(count)} ${count === 1 ? "file" : "files"}, ${bytes}`,
		more: (count: number) => `and ${number(count)} more`,
		remove: (name: string) => `Remove ${name}`,
		removed: (name: string) => `${name} is removed`,
		lostTitle: "Some files were too large to keep over the reload",
		lost: (names: string) => `Add them again: ${names}.`,
		sourceTitle: "The inputs of an earlier job",
		source:
			"They are taken over as the matcher keeps them, so nothing has to be cut or uploaded again.",
		sourceJob: "See that job",
		sourceGoneTitle: "The earlier job’s inputs are gone",
		sourceGone:
			"The matcher no longer keeps them, so they can’t be taken over. Your terms are kept: add the files themselves.",
		ownFiles: "Use my own files instead",
		ownFilesDone: "The earlier job's inputs are put away",
	},
	settings: {
		title: "Title",
		titleHint: "Anyone can read it in the list of jobs.",
		price: "Price a replica",
		priceHint: "What each agreeing provider earns for a shard.",
		advanced: "Advanced",
		advancedSummary: (maxReplicas: number, deadline: string) =>
			`${maxReplicas} ${maxReplicas === 1 ? "replica" : "replicas"} of a shard at most, within ${deadline}`,
		quorum: "Quorum",
		quorumHint: "Independent providers whose results must agree.",
		quorums: [
			{ value: "1", label: "1: no check at all" },
			{ value: "2", label: "2: two must agree (usual)" },
			{ value: "3", label: "3: three must agree" },
			{ value: "4", label: "4: four must agree" },
			{ value: "5", label: "5: five must agree" },
		],
		maxReplicas: "Replicas of a shard at most",
		atLeastQuorum: (quorum: number) => `At least the quorum, ${quorum}.`,
		atLeastThree: (least: number) => `At least ${least}: where two disagree, a third decides.`,
		maxReplicasHint: "When providers disagree, more are asked, up to this.",
		deadline: "Deadline",
		deadlineHint: "After it, what is left comes back to you.",
		deadlines: [
			{ value: "1", label: "1 hour" },
			{ value: "6", label: "6 hours" },
			{ value: "24", label: "1 day" },
			{ value: "72", label: "3 days" },
			{ value: "168", label: "1 week" },
		],
		hours: (hours: number) => `${number(hours)} hours`,
		itemsPerShard: (word: string) => `${word.charAt(0).toUpperCase()}${word.slice(1)} in a shard`,
		itemsHint: "Leave empty for the planner's choice.",
	},
	comparators: {
		fixed:
			"This kernel fixes how results are compared: by values, with tolerances measured for its model.",
		legend: "Comparison of outputs",
		own: (text: string) => `As measured or usual: ${text}`,
		exact: "Equal bytes",
		close: "Close, with tolerances",
		ulp: "Representable values apart",
		topk: "The same best classes",
		text: "The same text, by edits",
		rtol: "rtol",
		atol: "atol",
		l2: "l2",
		ulpMax: "At most",
		classes: "Best classes",
		margin: "Margin",
		edits: "Edits at most",
		blank: "CTC blank class",
		textMeans:
			"Letters put in, left out or exchanged. Of scores the best class of each step is read; with a CTC blank, repeated classes count once and the blank is dropped.",
		textBlind:
			"Nearly every cheaper model reads the same text, so this output alone catches few cheats.",
		noBlank: "none",
		badEdits: (most: number) => `A whole number from 0 to ${most}.`,
		bad: "A number from 0 up.",
		badWhole: "A whole number.",
		badClasses: "From 1 to 100.",
		badOutput: (output: string) => `The comparison of "${output}" isn't complete.`,
	},
	cost: {
		title: "This job",
		items: "Items",
		shards: "Shards",
		inputs: "Inputs",
		work: "Work, one replica each",
		price: "Price a replica",
		expected: "Expected cost",
		worst: "Worst case",
		expectedHow: (shards: number, quorum: number) =>
			`${counted(shards, "shard")} × ${counted(quorum, "replica")}${quorum === 1 ? "." : ": all providers agree at once."}`,
		expectedByTrust: (shards: number, executions: number) =>
			`${counted(shards, "shard")} × ${executions.toFixed(2)} replicas, once providers have earned their trust.`,
		expectedNow: (
			shards: number,
			now: number,
			established: number,
			providers: number,
			usual: number,
		) =>
			`${counted(shards, "shard")} × ${now.toFixed(2)} replicas now, while ${number(established)} of ${counted(providers, "provider")} are established; ${usual.toFixed(2)} at best when they are.`,
		expectedEstablished: (shards: number, now: number, providers: number) =>
			`${counted(shards, "shard")} × ${now.toFixed(2)} replicas: all ${number(providers)} providers are established.`,
		worstHow: (shards: number, maxReplicas: number) =>
			`${counted(shards, "shard")} × ${counted(maxReplicas, "replica")}: this goes into escrow.`,
		back: "What is not earned comes back to you when the job is settled.",
	},
	review: {
		title: "Title",
		kernel: "Kernel",
		work: "Work",
		workText: (items: number, shards: number) =>
			`${counted(items, "item")} in ${counted(shards, "shard")}`,
		checking: "Checking",
		byTrust: (policy: string, maxReplicas: number) =>
			`${policy}: by what is known of the providers, ${maxReplicas} replicas at most`,
		noCheck: "none: one provider's word is enough",
		agree: (quorum: number, maxReplicas: number) =>
			`${quorum} agree, ${maxReplicas} replicas at most`,
		price: "Price",
		replica: "a replica",
		deadline: "Deadline",
		within: (time: string) => `within ${time}`,
		comparison: "Comparison",
		visibleTitle: "Your inputs are visible to the providers",
		visible: (model: boolean) =>
			`Each shard${model ? ", and your model," : ""} goes to strangers' browsers, and anyone who knows its digest can fetch it. Submit nothing that must stay private.`,
	},
	post: {
		steps: {
			upload: "Upload inputs",
			register: "Register the job",
			sign: "Sign the permit in your wallet",
			confirm: "Confirm the transaction in your wallet",
			wait: "Wait for the chain",
		},
		pay: "Pay",
		again: "Try again: pay",
		andPost: "and post",
		once: "One signature and one transaction.",
		refused: "You said no",
		failed: "The job was not posted",
		kept: "The uploaded inputs are kept, so trying again is quick.",
		uploadFailed: "The upload stopped",
		uploadAgain: "Try again",
		uploaded: "Everything is uploaded. Paying is what is left.",
	},
} as const;
