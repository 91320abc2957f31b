import { count } from "@/lib/count";

/** What the home page says, apart from its plots. */
export const homeStrings = {
	count,
	hero: {
		title: "A compute grid made of browser tabs",
		text: "Open this page and your tab lends its idle power. Submit a batch of work, and independent tabs compute it, check each other and are paid by contract. Nobody to ask, nobody to trust.",
		submit: "Submit a job",
		see: "See what runs",
		onWebgpu: "a tab on WebGPU",
		onWasm: "on WASM",
		online: (tabs: number) => (tabs === 0 ? "" : `${tabs} online now`),
	},
	now: "The grid now",
	stats: {
		what: "the grid's figures",
		loading: "Loading the grid's figures",
		providers: "Providers online",
		backends: (webgpu: number, wasm: number) =>
			`${count(webgpu)} on WebGPU, ${count(wasm)} on WASM`,
		minute: "Shards verified in the last minute",
		inAll: (shards: number) => `${count(shards)} in all`,
		jobs: "Jobs running",
		settled: (settled: number, total: number) => `${count(settled)} settled of ${count(total)}`,
		agreed: "Replicas that agreed",
		outvoted: (replicas: number) => `${count(replicas)} were outvoted`,
		share: (share: number) => `${(share * 100).toFixed(2)} %`,
		none: "–",
		earned: "Earned by providers",
		earnedHint: "in vouchers, since the beginning",
		escrowed: "In escrow",
		escrowedHint: "in open jobs",
	},
	thisTab: {
		title: "Donate: this tab",
		failed: "The tab did not listen",
		backend: "Backend",
		agreed: "Agreed",
		earned: "Earned",
		none: "–",
		explain:
			"Keep the tab open and it lends its idle power. Closing it ends the lease at once. No account and no wallet needed; link one later to be paid.",
		pause: "Pause",
		resume: "Resume",
		earnings: "Earnings",
	},
	recent: {
		title: "Recent jobs",
		all: "All jobs",
		loading: "Loading the jobs",
		what: "the jobs",
		empty: "Nothing has been posted yet",
		emptyHint:
			"The grid is idle. Try the example page: 35 lines of text, a few cents of test money.",
		first: "Post the first job",
	},
	how: {
		title: "How it works",
		steps: [
			{
				title: "A client pays into escrow",
				text: "Files are cut into shards in the browser. The worst-case price goes into a contract that nobody owns.",
			},
			{
				title: "Tabs compute the shards",
				text: "Each shard goes to several open tabs that don't know each other. They run an ONNX graph: data, never code.",
			},
			{
				title: "The matcher compares",
				text: "A shard counts as verified when enough independent results agree by value. Outvoted ones earn nothing; every verified shard has a receipt that anyone can check.",
			},
			{
				title: "Everyone is paid by contract",
				text: "Providers redeem signed vouchers. What was not earned returns to the client, with or without the operator.",
			},
		],
	},
} as const;
