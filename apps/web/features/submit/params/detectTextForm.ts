import { DetectTextParams } from "@tabgrid/kernels";
import { checkParams, usualParams } from "./checkParams";
import type { ParamField, ParamForm } from "./paramForm";

const fields: readonly ParamField[] = [
	{
		name: "side",
		label: "Longest side",
		kind: "number",
		suffix: "px",
		hint: "Larger pages are made smaller first. A multiple of 32.",
	},
	{
		name: "threshold",
		label: "Threshold of a pixel",
		kind: "number",
		hint: "From this probability on a pixel belongs to text.",
	},
	{
		name: "boxThreshold",
		label: "Threshold of a box",
		kind: "number",
		hint: "Boxes with a lower mean probability are dropped.",
	},
	{
		name: "unclip",
		label: "Growth of a box",
		kind: "number",
		hint: "Times area over perimeter, on each side.",
	},
];

/** The options of `detect-text`. */
export const detectTextForm: ParamForm = {
	fields,
	title: "",
	withFiles: true,
	defaults: usualParams(DetectTextParams),
	check: (typed) => checkParams(fields, DetectTextParams, typed),
};
