import type { JobSpec } from "@tabgrid/protocol";

/** What a person typed, by field. */
export type TypedParams = Readonly<Record<string, string>>;

/** A field of a kernel's parameters. */
export interface ParamField {
	readonly name: string;
	readonly label: string;
	readonly hint?: string;
	readonly suffix?: string;
	/** Numbers are read from text; `text` stays as it is; `choice` is one of `options`. */
	readonly kind: "number" | "text" | "choice";
	readonly options?: readonly { readonly value: string; readonly label: string }[];
}

/** Numbers worth looking at. */
export interface FormExample {
	readonly title: string;
	readonly values: TypedParams;
}

/** The form of a kernel that takes numbers, instead of files or beside them. */
export interface ParamForm {
	readonly fields: readonly ParamField[];
	/** Sensible values to begin with. */
	readonly defaults: TypedParams;
	/** A title to begin with; empty where the files name it. */
	readonly title: string;
	/** A job worth looking at, one click away; absent where the example is files. */
	readonly example?: FormExample;
	/** The numbers are options beside files. */
	readonly withFiles?: true;
	/** The kernel's own check. */
	check(typed: TypedParams): CheckedParams;
}

/** Parameters for a job spec, or what is wrong with which field. */
export type CheckedParams =
	| { readonly ok: true; readonly params: JobSpec["params"] }
	| { readonly ok: false; readonly errors: Readonly<Record<string, string>> };
