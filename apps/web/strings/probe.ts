const roundings = { float16: "16-bit weights", int8: "8-bit weights" } as const;

const backendNames = { wasm: "WASM", webgpu: "WebGPU" } as const;

/** A small number as people read it: 1.2e-5, 0.03. */
const small = (value: number) =>
	value === 0 ? "0" : value < 0.001 ? value.toExponential(1) : String(Number(value.toPrecision(2)));

/** Words about how far backends lie apart, and what is made of it. */
export const probeStrings = {
	wasm: "WASM",
	webgpu: "WebGPU",
	noWebgpu: "This browser has no WebGPU.",
	title: "How results are compared",
	what: "One shard is computed here on each backend. How far they lie apart, times a safety factor, is what providers may differ by.",
	measuring: (label: string | null) =>
		label === null ? "Getting ready to measure…" : `Computing a shard on ${label}…`,
	skip: "Skip, use the usual tolerances",
	skipped: "Not measured: the usual tolerances are used.",
	measure: "Measure",
	again: "Measure again",
	failed: "Nothing could be measured",
	failedWhy: "The usual tolerances are used.",
	modelFailed: "The model did not run on the job’s first shard",
	modelFailedWhy:
		"Providers will most likely fail in the same way, and the job would end without a result: check the model and its inputs before you pay.",
	measured: (runs: readonly string[]) => `Measured on ${runs.join(" and ")}`,
	earlier: (pairs: number) =>
		`${pairs.toLocaleString("en")} pairs of earlier verified results of this model were counted in.`,
	alone: (run: string) =>
		`Only ${run} computed the shard here, which doesn't tell how far GPUs are off: the usual tolerances are used.`,
	notTried: (label: string, why: string) => `${label} was left out: ${why}`,
	pinnedTitle: "This job will run on WASM only",
	pinned: (outputs: readonly string[]) =>
		`WASM and WebGPU disagree about ${outputs.join(", ")} by more than any tolerance should allow: one of them computes this model wrongly. Only providers that compute on WASM will get its shards.`,
	output: "Output",
	allOutputs: "all outputs",
	apart: "Apart (relative L2)",
	permitted: "Permitted",
	caught: "Cheaper models",
	evidence: "evidence",
	before: (output: string, operator: string) => `${output}, before its ${operator}`,
	beforeIt: (output: string) => `${output}, before it saturates`,
	behind: (output: string) => `behind ${output}: what its last layer took`,
	unknown: "not known",
	equal: "equal",
	factor: (factor: number) => `measured, × ${factor} at least`,
	floor: "the least that makes sense",
	pinnedShort: "backends disagree",
	tightened: "your own",
	spread: (l2: number) => small(l2),
	lie: (rounding: keyof typeof roundings, times: number) =>
		times > 1
			? `${roundings[rounding]}: caught, ${times >= 10 ? Math.round(times).toLocaleString("en") : times.toFixed(1)} × too far`
			: `${roundings[rounding]}: would pass here`,
	verdictOwn: "Your own comparison decides; whether cheaper models pass it wasn’t measured.",
	verdictGood: "A cheaper model would be caught.",
	verdictBad: (names: readonly string[]) =>
		`A model with ${names.join(" or ")} could pass as the honest one. Tighten a tolerance under Advanced, or raise the quorum.`,
	roundings,
	backend: {
		label: "Backends",
		hint: "Which providers may compute it.",
		options: [
			{ value: "", label: "As measured" },
			{ value: "any", label: "Any" },
			{ value: "wasm", label: "WASM only" },
			{ value: "webgpu", label: "WebGPU only" },
		],
	},
	runsOn: "Runs on",
	any: "any backend",
	only: (backend: "wasm" | "webgpu") => `${backendNames[backend]} only`,
	onlyTitle: (backend: "wasm" | "webgpu") =>
		`Only providers on ${backendNames[backend]} compute it`,
	onlyWhy:
		"Its client pinned it to one backend, as the wizard does where backends disagree about a model by more than any tolerance should allow. Results of the other would count as wrong.",
} as const;
