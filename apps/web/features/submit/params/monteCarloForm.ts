import { MonteCarloParams } from "@tabgrid/kernels";
import { checkParams, usualParams } from "./checkParams";
import type { ParamField, ParamForm } from "./paramForm";

const fields: readonly ParamField[] = [
	{
		name: "kind",
		label: "Option",
		kind: "choice",
		options: [
			{ value: "call", label: "Call: the right to buy" },
			{ value: "put", label: "Put: the right to sell" },
		],
	},
	{
		name: "spot",
		label: "Price today",
		kind: "number",
		hint: "Of the stock, which pays no dividend.",
	},
	{ name: "strike", label: "Strike", kind: "number", hint: "The price that the option fixes." },
	{ name: "years", label: "Time to maturity", kind: "number", suffix: "years" },
	{
		name: "volatilityPercent",
		label: "Volatility a year",
		kind: "number",
		suffix: "%",
		hint: "Standard deviation of the log return.",
	},
	{
		name: "ratePercent",
		label: "Interest a year",
		kind: "number",
		suffix: "%",
		hint: "Riskless, compounded continuously.",
	},
	{
		name: "paths",
		label: "Paths",
		kind: "number",
		hint: "Four times as many halve the error. A shard holds 524,288.",
	},
	{ name: "seed", label: "Seed", kind: "number", hint: "Another seed draws other paths." },
];

/** The form of `monte-carlo`. */
export const monteCarloForm: ParamForm = {
	fields,
	title: "Option price",
	defaults: usualParams(MonteCarloParams),
	example: {
		title: "A call, ten per cent out of the money",
		values: {
			kind: "call",
			spot: "100",
			strike: "110",
			years: "0.5",
			volatilityPercent: "25",
			ratePercent: "3",
			paths: "16000000",
			seed: "2026",
		},
	},
	check: (typed) => checkParams(fields, MonteCarloParams, typed),
};
