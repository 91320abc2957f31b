import { count } from "@/lib/count";

const percent = (share: number) => `${(share * 100).toFixed(2)} %`;

/** Words of the looks into results. */
export const resultStrings = {
	panel: {
		file: (name: string, size: string) => `${name}, ${size}`,
		title: "Result",
		what: "the result",
		digest: "result's digest",
		download: "Download",
		tooLarge: "The result is too large to show here. Download it.",
		loading: "Loading the result",
		failed: "The result did not arrive",
	},
	arrays: {
		what: "the arrays",
		loading: "Reading the arrays",
		label: "Arrays of the result",
		array: "Array",
		type: "Type",
		shape: "Shape",
		first: "First values",
	},
	price: {
		what: "the price",
		loading: "Reading the price",
		missing: (paths: number) => `${count(paths)} paths are missing`,
		missingWhy: "Their shards found no quorum. The estimate is made of the others.",
		estimate: "Estimate",
		paths: (paths: number) => `${count(paths)} paths`,
		error: "Standard error",
		errorHint: "from the batches' means",
		formula: "Black–Scholes",
		apart: (errors: number) => `${errors.toFixed(1)} standard errors away`,
		exercised: "Exercised",
		percent,
		byFormula: (share: number) => `${percent(share)} by the formula`,
		none: "–",
		histogram: (batches: number, from: string, to: string) =>
			`Means of ${batches} batches, from ${from} to ${to}`,
		means: (batches: number, paths: number) =>
			`Means of ${count(batches)} batches of ${count(paths)} paths`,
		estimateLine: "— estimate",
		formulaLine: "┄ Black–Scholes",
	},
	live: {
		title: "Result so far",
		verified: (done: number, total: number) => `${count(done)} of ${count(total)} shards verified`,
		waiting: "Nothing to show yet. What comes in is shown here at once.",
		held: "Most results are shown when the job settles",
		heldWhy:
			"Shards that stand on one result may still be given to another provider, which could copy the answer. The client may look now: its wallet signs that it reads, which costs nothing.",
		open: "Show results as they come",
		signing: "Sign in your wallet…",
		notOpened: "The results stay closed",
		picture: (title: string, done: number, total: number) =>
			`${title}, ${done} of ${total} tiles so far`,
		page: (shard: number) => `Page ${shard + 1}`,
		senseless: "The verified output of this page makes no sense: there are no boxes to draw.",
	},
	lines: {
		percent: (share: number) => `${(share * 100).toFixed(1)} %`,
		label: "Lines of text",
		loading: "Reading the text",
		what: "the text",
		confidence: "Mean confidence of the characters",
		missing: (lines: number) => `${lines} lines are missing`,
		missingWhy: (labels: readonly string[]) => `Their shards found no quorum: ${labels.join(", ")}`,
		more: (lines: number) => `${lines} more lines are in the file.`,
	},
	pages: {
		loading: "Reading the boxes",
		what: "the boxes",
		picture: "the page",
		missing: (count: number) => (count === 1 ? "A page is missing" : `${count} pages are missing`),
		missingWhy: (labels: readonly string[]) => `Their shards found no quorum: ${labels.join(", ")}`,
		found: (boxes: number) => `${boxes} ${boxes === 1 ? "line" : "lines"} of text`,
		drawn: (label: string, boxes: number) =>
			`${label} with ${boxes} ${boxes === 1 ? "box" : "boxes"} of text`,
		choose: "Page",
		read: "Read the text in these boxes",
		cutting: (done: number, total: number) => `Cutting out ${done} of ${total}`,
		readHint: "Cuts the lines out here in your browser and opens a job that reads them.",
		failed: "The lines could not be cut out",
		titleOf: (title: string) => `Text of ${title}`.slice(0, 120),
	},
	embeddings: {
		loading: "Reading the embeddings",
		what: "the embeddings",
		missing: (rows: number) => `${rows} windows are missing`,
		missingWhy: "Their shards found no quorum. Their rows are empty (NaN).",
		map: (name: string, rows: number) =>
			`${rows} embeddings of ${name}: time to the right, 96 numbers down`,
		windows: (rows: number, seconds: number) =>
			`${rows} ${rows === 1 ? "window" : "windows"}, ${seconds.toFixed(2)} s`,
		more: (files: number) => `${files} more recordings are in the file.`,
		similar: "Likeness of recordings",
		similarHint:
			"Cosine of the mean embeddings, the mean of all recordings taken off: 1 is alike, 0 unrelated, -1 opposite.",
	},
} as const;
