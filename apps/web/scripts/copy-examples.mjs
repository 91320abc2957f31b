// Serves the examples of the repository as static files of the site, with an index that names them.
import { cpSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";

const source = path.join(import.meta.dirname, "../../../examples");
const target = path.join(import.meta.dirname, "../public/examples");

const lines = readdirSync(path.join(source, "ocr-page/lines"))
	.filter((name) => name.endsWith(".png"))
	.sort()
	.map((name) => `ocr-page/lines/${name}`);
const examples = [
	{
		id: "ocr-page",
		kernel: "ocr-lines",
		title: "On lending a sleeping machine",
		summary: `A page of ${lines.length} printed lines, cut into pictures.`,
		files: lines,
	},
	{
		id: "whole-page",
		kernel: "detect-text",
		title: "On lending a sleeping machine",
		summary: "The same lines as one page, to be found first.",
		files: ["ocr-page/page.png"],
	},
	{
		id: "speech",
		kernel: "embed-audio",
		title: "Four voices",
		summary: 'Three voices that say "Hey Jarvis", and one that doesn\'t.',
		files: ["american", "british", "high"]
			.map((voice) => `speech/hey-jarvis-${voice}.wav`)
			.concat("speech/waiting.wav"),
	},
	{
		id: "tiny-classifier",
		kernel: "onnx-batch",
		title: "Tiny classifier",
		summary: "A small ONNX network and a batch of inputs for it.",
		files: ["tiny-classifier/model.onnx", "tiny-classifier/inputs.npz"],
	},
];

rmSync(target, { recursive: true, force: true });
for (const example of examples)
	for (const file of example.files) {
		const to = path.join(target, file);
		mkdirSync(path.dirname(to), { recursive: true });
		cpSync(path.join(source, file), to);
	}
writeFileSync(
	path.join(target, "index.json"),
	JSON.stringify(
		examples.map(({ files, ...example }) => ({
			...example,
			files: files.map((file) => ({
				url: `/examples/${file}`,
				name: path.basename(file),
				bytes: statSync(path.join(source, file)).size,
			})),
		})),
	),
);
