import { counted } from "@/lib/count";

/** Words of the wizard's parts that take files, numbers and examples. */
export const wizardStrings = {
	bring: "Bring",
	get: "Get",
	model: "Model",
	builtIn: (size: string) => `built in, ${size}`,
	yours: "yours",
	kernels: "the kernels",
	loadingKernels: "Loading the kernels",
	planning: "Planning",
	cutting: "Cutting the job into shards…",
	noJob: "This makes no job",
	goesOn: "What is still missing",
	planned: (items: number, shards: number) =>
		`${counted(items, "item")} in ${counted(shards, "shard")}`,
	inputs: (size: string, labels: readonly string[]) =>
		`${size} of inputs.${labels.length > 0 ? ` First: ${labels.join(", ")}.` : ""}`,
	addFiles: "Drop the job's files here",
	options: "Options",
	tryExample: "Try the example",
	useFiles: "Use my files",
	chooseNumbers: "Choose the numbers",
	learnMore: "How it works",
	exampleFailed: "The example did not load",
	noExample: (id: string) => `There is no example of "${id}" here.`,
} as const;
