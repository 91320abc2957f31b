import { TabgridError } from "@tabgrid/protocol";
import type { z } from "zod";
import { describeParams, type ParamDescription } from "./describeParams.ts";

/** What is wrong with a parameter. */
export interface ParamProblem {
	/** The parameter's name; null where it concerns none, or all of them. */
	readonly name: string | null;
	/** For beside a field that shows name and value: "A whole number from 16 to 2,048." */
	readonly brief: string;
	/** For alone: "width is a whole number from 16 to 2,048, not 5000." */
	readonly sentence: string;
}

/** Problems that are told at once. */
const mostTold = 5;
/** Letters of a wrong value that are repeated. */
const mostShown = 60;

/**
 * A kernel's parameters, checked by its schema; wizard, matcher, provider and command line read them by
 * this, and say the same of wrong ones.
 * @throws TabgridError BAD_PARAMS that names each parameter at fault, what it may be, and what was given.
 */
export function readParams<S extends z.ZodType>(schema: S, given: unknown): z.output<S> {
	const parsed = schema.safeParse(given, { reportInput: true });
	if (parsed.success) return parsed.data;
	const issues = explainParams(schema, parsed.error)
		.slice(0, mostTold)
		.map(({ sentence }) => sentence);
	throw new TabgridError("BAD_PARAMS", issues.join(" "), { details: { issues } });
}

/** What a schema found wrong, in words; values are told where it was parsed with `reportInput`. */
export function explainParams(schema: z.ZodType, { issues }: z.ZodError): ParamProblem[] {
	const known = describeParams(schema);
	// Whether parameters fit together shows once each is right by itself.
	const own = issues.filter(({ code }) => code !== "custom");
	return (own.length > 0 ? own : issues).map((issue) => explain(issue, known));
}

function explain(issue: z.core.$ZodIssue, known: readonly ParamDescription[]): ParamProblem {
	const [first] = issue.path;
	if (first === undefined) return explainWhole(issue, known);
	const name = String(first);
	const value = issue.input === undefined ? "missing" : shown(issue.input);
	// What several parameters must fit together has words of its own.
	if (issue.code === "custom")
		return { name, brief: issue.message, sentence: `${name}: ${issue.message}` };
	const { allowed, text = false } = known.find((param) => param.name === name) ?? {};
	const quoted = text && typeof issue.input === "number" ? ", in quotes" : "";
	if (allowed === undefined || issue.path.length > 1)
		return {
			name,
			brief: issue.message,
			sentence: `${issue.path.join(".")} is ${value}: ${issue.message}.`,
		};
	return {
		name,
		brief: `${allowed.charAt(0).toUpperCase()}${allowed.slice(1)}.`,
		sentence:
			issue.input === undefined
				? `${name} is missing: ${allowed}.`
				: `${name} is ${allowed}${quoted}, not ${value}.`,
	};
}

function explainWhole(issue: z.core.$ZodIssue, known: readonly ParamDescription[]): ParamProblem {
	const sentence =
		issue.code === "unrecognized_keys"
			? `There is no parameter ${issue.keys.map((key) => JSON.stringify(key)).join(", ")}: ${
					known.length === 0
						? "this kernel takes none."
						: `there are ${known.map(({ name }) => name).join(", ")}.`
				}`
			: "Parameters are a JSON object of names and values.";
	return { name: null, brief: sentence, sentence };
}

function shown(value: unknown): string {
	const text = JSON.stringify(value) ?? String(value);
	return text.length > mostShown ? `${text.slice(0, mostShown)}…` : text;
}
