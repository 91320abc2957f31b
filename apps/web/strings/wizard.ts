/** Words of the wizard's parts that take files, numbers and examples. */
export const wizardStrings = {
	addFiles: "Drop the job's files here",
	options: "Options",
	tryExample: "Try the example",
	useFiles: "Use my files",
	chooseNumbers: "Choose the numbers",
	learnMore: "How it works",
	exampleFailed: "The example did not load",
	noExample: (id: string) => `There is no example of "${id}" here.`,
} as const;
