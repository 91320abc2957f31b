import { explainParams } from "@tabgrid/kernels";
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
	for (const problem of parsed.error ? explainParams(schema, parsed.error) : [])
		errors[problem.name ?? String(fields[0]?.name)] ??= problem.brief;
	return { ok: false, errors };
}

/** A schema's usual values as a person would type them, for a form to begin with. */
export function usualParams(schema: z.ZodType<JobSpec["params"]>): TypedParams {
	const usual = Object.entries(schema.parse({}));
	return Object.fromEntries(usual.map(([name, value]) => [name, String(value)]));
}
