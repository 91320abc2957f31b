/** Words of the looks into results. */
export const resultStrings = {
	live: {
		title: "Result so far",
		verified: (done: number, total: number) =>
			`${done.toLocaleString("en")} of ${total.toLocaleString("en")} shards verified`,
		waiting: "Nothing is verified yet. What comes in is shown here at once.",
		picture: (title: string, done: number, total: number) =>
			`${title}, ${done} of ${total} tiles so far`,
		page: (shard: number) => `Page ${shard + 1}`,
		senseless: "The verified output of this page makes no sense: there are no boxes to draw.",
	},
	lines: {
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
