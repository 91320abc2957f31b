import { readFileSync } from "node:fs";
import { describeParams, kernelById } from "@tabgrid/kernels";
import { Comparators } from "@tabgrid/protocol";
import { z } from "zod";
import { UsageError } from "../UsageError.ts";

const Params = z.record(z.string(), z.json());
type Params = z.infer<typeof Params>;

/**
 * A kernel's parameters: a JSON object, or @ and the name of a file that holds one, with single ones
 * set by name=value. A value is JSON where it parses as such and the parameter isn't text, else text.
 * @param texts names of parameters that are text, whatever it looks like.
 * @throws UsageError
 */
export function readParams(
	json: string | undefined,
	single: readonly string[],
	texts: ReadonlySet<string>,
): Params {
	const params: Params = json === undefined ? {} : readObject("--params", json);
	for (const assignment of single) {
		const at = assignment.indexOf("=");
		if (at < 1) throw new UsageError(`--param is name=value, not "${assignment}".`);
		const name = assignment.slice(0, at);
		const value = assignment.slice(at + 1);
		params[name] = texts.has(name) ? value : readValue(value);
	}
	return params;
}

/** Names of a kernel's parameters that are text. @throws TabgridError UNKNOWN_KERNEL */
export function textParams(kernel: string): Set<string> {
	const params = describeParams(kernelById(kernel).params);
	return new Set(params.flatMap(({ name, text }) => (text ? [name] : [])));
}

/**
 * How outputs are compared, by their names: a JSON object, or @ and the name of a file that holds one.
 * @throws UsageError
 */
export function readComparators(json: string | undefined): Comparators {
	if (json === undefined) return {};
	const parsed = Comparators.safeParse(readObject("--comparators", json));
	if (parsed.success) return parsed.data;
	const [issue] = parsed.error.issues;
	throw new UsageError(`--comparators, at ${issue?.path.join(".")}: ${issue?.message}.`);
}

function readObject(option: string, text: string): Params {
	const source = text.startsWith("@") ? readText(option, text.slice(1)) : text;
	const parsed = Params.safeParse(readValue(source));
	if (parsed.success) return parsed.data;
	throw new UsageError(`${option} is a JSON object, or @ and a file that holds one.`);
}

function readText(option: string, file: string): string {
	try {
		return readFileSync(file, "utf8");
	} catch {
		throw new UsageError(`${option} names the file ${file}, which can't be read.`);
	}
}

function readValue(text: string): Params[string] {
	try {
		return z.json().parse(JSON.parse(text));
	} catch {
		return text;
	}
}
