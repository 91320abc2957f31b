const parts: Readonly<Record<string, string>> = {
	model: "Model",
	manifest: "Manifest",
	inputs: "Shard inputs",
};

/** The words of an upload. */
export const uploadStrings = {
	label: "Uploading",
	states: { sending: "Uploading", waiting: "Waiting for the matcher", paused: "Paused" },
	pause: "Pause",
	resume: "Resume",
	parts,
	of: (done: string, total: string) => `${done} of ${total}`,
	speed: (perSecond: string) => `${perSecond} a second`,
	left: (time: string) => `about ${time} left`,
	there: (bytes: string) => `${bytes} were there already`,
	asking: "Asking what the matcher has already",
	goesOn: "The upload goes on by itself.",
	safe: "What has arrived is kept: after a cut or a reload the upload goes on where it stopped.",
} as const;
