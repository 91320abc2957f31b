import { EmbedAudioParams } from "@tabgrid/kernels";
import { checkParams, usualParams } from "./checkParams";
import type { ParamField, ParamForm } from "./paramForm";

const fields: readonly ParamField[] = [
	{
		name: "stepMs",
		label: "From one window to the next",
		kind: "number",
		suffix: "ms",
		hint: "Each window is 782 ms long. Detectors of wake words expect 80.",
	},
];

/** The options of `embed-audio`. */
export const embedAudioForm: ParamForm = {
	fields,
	title: "",
	withFiles: true,
	defaults: usualParams(EmbedAudioParams),
	check: (typed) => checkParams(fields, EmbedAudioParams, typed),
};
