import type { JobSpec } from "@tabgrid/protocol";
import type { z } from "zod";
import type { CheckedParams, ParamField, TypedParams } from "./paramForm";

const numeral = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** Reads what was typed and checks it with the kernel's schema; each problem goes to its field. */
export function checkParams(
	fields: readonly ParamField[],
	schema: z.ZodType<JobSpec["params"]>,
	typed: TypedParams,
): CheckedParams {
	const errors: Record<string, string> = {};
	const values: Record<string, unknown> = {};
	for (const { name, kind } of fields) {
		const text = (typed[name] ?? "").trim();
		if (text === "") errors[name] = "Fill this in.";
		else if (kind === "number" && !numeral.test(text)) errors[name] = "A number, such as 0.25.";
		else values[name] = kind === "number" ? Number(text) : text;
	}
	const parsed = schema.safeParse(values);
	// A field that was emptied has a problem even where the schema has a default.
	if (parsed.success && Object.keys(errors).length === 0) return { ok: true, params: parsed.data };
	for (const issue of parsed.error?.issues ?? []) {
		const name = String(issue.path[0] ?? fields[0]?.name);
		errors[name] ??= explainIssue(issue);
	}
	return { ok: false, errors };
}

function explainIssue(issue: z.core.$ZodIssue): string {
	const number = (limit: number | bigint) =>
		limit.toLocaleString("en", { maximumFractionDigits: 6 });
	if (issue.code === "too_small")
		return issue.inclusive === false
			? `More than ${number(issue.minimum)}.`
			: `At least ${number(issue.minimum)}.`;
	if (issue.code === "too_big") return `At most ${number(issue.maximum)}.`;
	if (issue.code === "invalid_type" && issue.expected === "int") return "A whole number.";
	return issue.message;
}
