/** What the app is called where the system shows it. */
export const appStrings = {
	name: "Tabgrid",
	description:
		"A compute grid of browser tabs: open a tab to donate, or submit a batch and pay for results that independent providers agree on.",
	donate: "Donate",
	newJob: "New job",
};
