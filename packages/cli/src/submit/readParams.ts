import { readFileSync } from "node:fs";
import { Comparators } from "@tabgrid/protocol";
import { z } from "zod";
import { UsageError } from "../UsageError.ts";

const Params = z.record(z.string(), z.json());
type Params = z.infer<typeof Params>;

/**
 * A kernel's parameters: a JSON object, or @ and the name of a file that holds one, with single ones
 * set by name=value. A value is JSON where it parses as such, else text.
 * @throws UsageError
 */
export function readParams(json: string | undefined, single: readonly string[]): Params {
	const params: Params = json === undefined ? {} : readObject("--params", json);
	for (const assignment of single) {
		const at = assignment.indexOf("=");
		if (at < 1) throw new UsageError(`--param is name=value, not "${assignment}".`);
		params[assignment.slice(0, at)] = readValue(assignment.slice(at + 1));
	}
	return params;
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
