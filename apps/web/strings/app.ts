/** What the app is called where the system shows it. */
export const appStrings = {
	name: "Tabgrid",
	description:
		"A compute grid of browser tabs: open a tab to donate, or submit a batch and pay for results that independent providers agree on.",
	donate: "Donate",
	newJob: "New job",
	home: "Tabgrid, home",
	main: "Main",
	skip: "Skip to content",
	theme: "Switch between light and dark",
	close: "Close",
	footer:
		"Tabgrid: a compute grid of browser tabs. Work is an ONNX graph, data and not code; results count when independent providers agree; money moves by contract.",
	links: {
		home: "Home",
		jobs: "Jobs",
		newJob: "New job",
		kernels: "Kernels",
		network: "Network",
		earnings: "Earnings",
	},
	jobs: {
		title: "Jobs",
		intro: "Everything that the grid has been paid to compute, newest first.",
	},
	wizard: {
		title: "New job",
		intro:
			"Your work is cut into shards here in your browser. You see the price before you sign anything.",
	},
	earnings: {
		title: "Earnings",
		intro:
			"What your tabs earned, and how it gets to your wallet. The contract pays, and nobody else touches the money.",
	},
	failed: { title: "This page failed", again: "Try again" },
	missing: {
		title: "There is nothing at this address",
		text: "The link may be cut off, or the page may have moved.",
	},
	queryError: {
		offline: "The matcher is out of reach",
		couldNot: (what: string) => `Could not show ${what}`,
		again: "Try again",
		itself: "This page tries again by itself every few seconds.",
	},
} as const;
