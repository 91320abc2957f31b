/** One page: an essay, in paragraphs of lines as they are printed. ASCII only. */
export const paragraphs: readonly {
	readonly font: "serif" | "sans" | "mono";
	readonly lines: readonly string[];
}[] = [
	{
		font: "serif",
		lines: [
			"On lending a sleeping machine",
			"Most computers spend their lives waiting. A",
			"desk lamp that stays on all night is a waste",
			"that anyone can see; a processor that idles",
			"for twenty hours a day is one that nobody",
			"notices. Yet the second is the greater loss.",
			"It was dug, melted, etched and shipped across",
			"half the world so that we could read letters",
			"with it and forget it on a table.",
		],
	},
	{
		font: "sans",
		lines: [
			"There is plenty of honest work to be done.",
			"A town archive owns 40,000 scanned pages and",
			"no budget to have them typed. A school wants",
			"to sort 900 photos of moths by species. One",
			"doctor has a model that reads X-ray pictures",
			"and a queue that is three months long. None",
			"of them needs a palace full of servers; each",
			"needs a few thousand quiet hours, once.",
			"Lending those hours ought to be as easy as",
			"opening a window, and as easy to undo.",
		],
	},
	{
		font: "mono",
		lines: [
			"Three things must hold, though:",
			"1. The guest may only do sums. It must",
			"never touch your files or your name.",
			"2. No answer counts because one stranger",
			"swears to it; two must say the same.",
			"3. Whoever did the work gets paid, and",
			"the books are open: 3 + 4 = 7, always.",
			"Close the lid and the lease is over.",
		],
	},
	{
		font: "serif",
		lines: [
			"Will it matter? A single laptop adds little,",
			"just as one vote or one bucket of water does.",
			"But in 1999 people lent their screens to the",
			"search for life among the stars, and millions",
			"came. They asked for no reward but a picture",
			'of the sky. "What else was it doing?" wrote',
			"one of them. That is still the best question,",
			"and the next good answer may be yours.",
		],
	},
];
