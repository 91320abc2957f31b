/** What a kernel is and does, in words; figures that the catalogue knows come from there. */
export interface KernelStrings {
	/** What a client brings, and gets. */
	readonly bring: string;
	readonly get: string;
	/** What a provider is doing, as the beginning of "… for 0x12…". */
	readonly doing: string;
	readonly what: readonly string[];
	/** Why results are compared as they are. */
	readonly compared: string;
	/** What each attested output holds, by name. */
	readonly outputs: Readonly<Record<string, string>>;
	readonly cost: string;
	readonly seen: string;
}

/** By kernel. */
export const kernelStrings: Readonly<Record<string, KernelStrings>> = {
	"ocr-lines": {
		bring: "Pictures of single lines (PNG, JPEG, WebP).",
		get: "A JSON file with the text of each line and its confidence.",
		doing: "Reading text lines",
		what: [
			"Reads printed text, Latin and Chinese, with PaddleOCR's recognition network. Each picture holds one line.",
			"Your browser scales each picture to the network's height before anything is uploaded, so that every provider starts from the same bytes. For a whole page run “Find text on pages” first: its result page cuts the lines out and opens this kernel with them.",
		],
		compared:
			"The network ends in a softmax, which hides a cheaper network: its scores look alike. So every time step also attests four projections of all 6,625 logarithms. Honest devices lie within a fiftieth of what is permitted; weights rounded to 16 bits are eleven times beyond it.",
		outputs: {
			line: "Each line's place in the job.",
			classes: "The two best characters of each time step.",
			scores: "Their scores.",
			evidence: "Projections of the whole row before it is reduced.",
		},
		cost: "A line of ordinary length takes about a twentieth of a second on one processor core in WebAssembly.",
		seen: "The pictures of your lines, as they are, and the text that they give.",
	},
	"detect-text": {
		bring: "Pictures of pages (PNG, JPEG, WebP).",
		get: "A JSON file with a box for each line of text, in reading order.",
		doing: "Finding text on a page",
		what: [
			"Finds where text stands on scans, screenshots and photos of pages, with PaddleOCR's detection network. One page is one shard.",
			"The result is drawn over your page. One button then cuts out every box and opens “Read text lines” with them: two jobs read a whole page.",
		],
		compared:
			"Boxes jump when a pixel crosses a threshold, so providers attest the map of probabilities instead, and boxes are drawn once, from the verified map. A sigmoid saturates and hides a cheaper network; what it takes is attested too, as means over blocks of pixels.",
		outputs: {
			map: "The probability of text for each pixel, in 255 levels.",
			evidence: "Means of the values before the sigmoid over 8 × 8 pixels.",
			page: "Sizes of the page, which are copied from the input.",
		},
		cost: "A page of 800 × 1,900 pixels takes about a second on one processor core in WebAssembly; half as many pixels, half the time.",
		seen: "The pictures of your pages, in the size in which they are searched.",
	},
	"embed-audio": {
		bring: "Recordings (.wav).",
		get: "A NumPy archive (.npz): 96 numbers for each 0.78 seconds, and an index.",
		doing: "Listening to speech",
		what: [
			"Turns speech into embeddings: numbers in which the same words lie close together, whoever says them. Detectors of wake words and search for spoken phrases start from these.",
			"The networks are openWakeWord's mel spectrogram and Google's speech embedding, joined into one graph. Each embedding depends on its own 0.78 seconds of sound and on nothing else, however a recording is cut into shards.",
		],
		compared:
			"An embedding is the network's last convolution, so it hides nothing and is compared as it is. Honest devices lie about a millionth apart, weights rounded to 16 bits at least five times beyond what is permitted.",
		outputs: { embeddings: "96 numbers for each window." },
		cost: "A window takes about four thousandths of a second on one processor core in WebAssembly: a minute of speech is 3 seconds of work.",
		seen: "Your recordings, at 16 kHz and with one channel, and the embeddings.",
	},
	"onnx-batch": {
		bring: "A model (.onnx) and its inputs (.npy, .npz or JSON).",
		get: "An .npz archive with every output of the whole batch.",
		doing: "Running a model",
		what: [
			"Runs your own ONNX network over rows of inputs. The first axis of every input is the batch; rows are cut into shards and outputs joined again in order.",
			"Before anyone runs a model it is checked in your browser, by the matcher and by each provider: operators, shapes, loops and sizes.",
		],
		compared:
			"Floating-point outputs are compared with a tolerance that grows with the scale of the whole tensor, because relative error near zero means nothing. All other types must be equal byte for byte. You may choose another rule for each output.",
		outputs: {},
		cost: "It is your model's: about twice its number of weights in floating-point operations for a row, more for networks that reuse them.",
		seen: "Your model, your inputs and the outputs.",
	},
	mandelbrot: {
		bring: "A place in the plane, a depth and a size.",
		get: "A picture (PNG).",
		doing: "Rendering a fractal",
		what: [
			"Renders the Mandelbrot set tile by tile in fixed-point integers with 52 bits behind the point: deep enough to zoom ten thousand million times.",
			"The picture fills in on the job's page while tiles are verified.",
		],
		compared:
			"Only integers are added and multiplied, so every device gives the same bits and results are compared byte for byte. No tolerance, nothing to hide in.",
		outputs: { iterations: "For each pixel the number of iterations until it leaves the circle." },
		cost: "A tile takes from a fortieth of a second, far outside the set, to a second or two, where most of its points are inside and take every iteration.",
		seen: "The place in the plane. There are no files.",
	},
	"monte-carlo": {
		bring: "An option's terms and a number of paths.",
		get: "Its price with standard error, beside Black and Scholes' (JSON).",
		doing: "Pricing an option",
		what: [
			"Prices a European option by simulating the stock. Draws come from a counter-based generator: path number and seed decide a draw, so any shard can be computed anywhere, in any order.",
			"The estimate comes with its standard error, measured from the batches' means, beside the price of Black and Scholes' formula.",
		],
		compared:
			"Generator, normal quantiles and payoffs are integers and tables, so every device gives the same bits and results are compared byte for byte.",
		outputs: {
			high: "For each batch the sum of its payoffs, upper part.",
			low: "The lower part of the sum.",
			exercised: "For each batch the paths on which the option is worth exercising.",
		},
		cost: "A shard takes less than a tenth of a second on one processor core in WebAssembly: a hundred million paths are a quarter of a minute.",
		seen: "The option's terms. There are no files.",
	},
};

/** Words of a kernel that these pages don't know yet. */
export const unknownKernel = {
	bring: "Files of its own kind.",
	get: "One file.",
	doing: (kernel: string) => `Computing ${kernel}`,
} as const;

/** Words of `/kernels` and of each kernel's page. */
export const kernelPageStrings = {
	title: "Kernels",
	lead: "What the grid computes: ONNX graphs, with their way to cut the work and to compare results.",
	all: "All kernels",
	home: "What it computes",
	bring: "Bring",
	get: "Get",
	model: "Model",
	builtIn: (size: string) => `built in, ${size}`,
	yours: "yours",
	yourModel: "You bring it: one ONNX file with its weights inside, checked before anyone runs it.",
	start: "Start a job",
	example: "Try the example",
	what: "What it does",
	modelName: "Network",
	compared: "How results are compared",
	output: "Output",
	type: "Type",
	agree: "Two results agree when they are",
	anyOutput: "Any output",
	params: "Parameters",
	name: "Name",
	allowed: "Allowed",
	usual: "Unless told",
	mustBeGiven: "–",
	cost: "What a shard costs",
	measured: "Measured",
	backend: "On",
	time: "Time",
	backends: { wasm: "WASM, one thread", software: "WebGPU, software adapter" },
	ms: (ms: number) => (ms < 1_000 ? `${ms} ms` : `${(ms / 1_000).toFixed(1)} s`),
	seen: "What providers see",
	seenByAll:
		"Inputs go to strangers' browsers, and anyone who knows their digest can fetch them. Submit nothing that must stay private.",
	facts: "At a glance",
	size: "Size",
	licence: "Licence",
	digest: "SHA-256",
	digestOf: "model's digest",
	limits: "Limits",
	limitNames: {
		linesPerShard: "Lines in a shard",
		lineWidth: "Width of a line, 48 pixels high",
		longestSide: "Longest side searched, pixels",
		windowsPerShard: "Windows in a shard",
		tileSide: "Side of a tile, pixels",
		fractionBits: "Bits behind the point",
		pathsPerShard: "Paths in a shard",
		modelBytes: "Model",
		shardInputBytes: "Input of a shard",
		shardOutputBytes: "Output of a shard",
	} as Readonly<Record<string, string>>,
} as const;
