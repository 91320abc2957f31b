import { MandelbrotParams } from "@tabgrid/kernels";
import { checkParams, usualParams } from "./checkParams";
import type { ParamField, ParamForm } from "./paramForm";

const fields: readonly ParamField[] = [
	{
		name: "re",
		label: "Centre, real part",
		kind: "text",
		hint: "From -2 to 2, up to 30 decimals.",
	},
	{ name: "im", label: "Centre, imaginary part", kind: "text", hint: "Up is positive." },
	{
		name: "span",
		label: "Width in the plane",
		kind: "number",
		hint: "4 shows all of the set; 1e-10 is deep inside.",
	},
	{
		name: "iterations",
		label: "Iterations",
		kind: "number",
		hint: "A multiple of 16; deep needs many.",
	},
	{ name: "width", label: "Picture width", kind: "number", suffix: "px" },
	{ name: "height", label: "Picture height", kind: "number", suffix: "px" },
	{
		name: "tile",
		label: "Tile size",
		kind: "number",
		suffix: "px",
		hint: "A tile is a shard. 128 suits most devices.",
	},
];

/** The form of `mandelbrot`. */
export const mandelbrotForm: ParamForm = {
	fields,
	title: "Mandelbrot set",
	defaults: usualParams(MandelbrotParams),
	example: {
		title: "Seahorse valley",
		values: {
			re: "-0.743643887037151",
			im: "0.131825904205330",
			span: "0.0008",
			iterations: "512",
			width: "384",
			height: "256",
			tile: "64",
		},
	},
	check: (typed) => checkParams(fields, MandelbrotParams, typed),
};
