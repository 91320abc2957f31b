import { kernels } from "@tabgrid/kernels";
import { Backend, Comparators } from "@tabgrid/protocol";
import { z } from "zod";
import { templateStrings as words } from "@/strings/submit";
import { Arithmetic } from "./arithmetic/arithmetic";
import { changeDraft, type Draft, emptyDraft } from "./draft";
import type { TypedParams } from "./params/paramForm";
import { paramFormOf } from "./params/paramForms";
import { defaultSettings, type JobSettings, PolicyChoice, type SettingsErrors } from "./settings";

/** What an address asked for: a draft, what of it doesn't make sense at which field, and what at none. */
export interface Template {
	readonly draft: Draft;
	readonly errors: SettingsErrors;
	readonly problems: readonly string[];
}

/** What each setting is called in an address. */
const names = {
	title: "title",
	policy: "policy",
	quorum: "quorum",
	maxReplicas: "replicas",
	price: "price",
	deadlineHours: "hours",
	itemsPerShard: "items",
	comparators: "comparators",
	backend: "backend",
	arithmetic: "arithmetic",
} as const satisfies Record<keyof JobSettings, string>;

const whole = (low: number, high: number) =>
	z
		.string()
		.regex(/^\d{1,9}$/)
		.transform(Number)
		.pipe(z.int().min(low).max(high));
const Hours = z
	.string()
	.regex(/^\d{1,9}(\.\d{1,6})?$/)
	.transform(Number)
	.pipe(z.number().positive().max(8_760));
const Json = z.string().transform((text, context): unknown => {
	try {
		return JSON.parse(text);
	} catch {
		context.addIssue({ code: "custom", message: "No JSON." });
		return z.NEVER;
	}
});
const Params = Json.pipe(z.record(z.string(), z.union([z.string(), z.number()])));

/** Whether an address asks for a template at all. */
export function isTemplate(query: URLSearchParams): boolean {
	return query.has("kernel");
}

/**
 * Reads a template from an address such as
 * `?kernel=monte-carlo&params={"paths":1000000}&policy=balanced&price=0.02&hours=6`, or with
 * `quorum=3&replicas=5`, which is a custom policy. Strangers write addresses: whatever doesn't make sense is left at its default and named.
 */
export function readTemplate(query: URLSearchParams): Template {
	const asked = query.get("kernel") ?? "";
	const kernel = kernels.find(({ id }) => id === asked)?.id;
	if (kernel === undefined)
		return { draft: emptyDraft, errors: {}, problems: [words.noKernel(short(asked))] };
	const errors: SettingsErrors = {};
	const take = <T>(name: keyof JobSettings, schema: z.ZodType<T>): T | undefined => {
		const given = query.get(names[name]);
		if (given === null) return undefined;
		const parsed = schema.safeParse(given);
		if (parsed.success) return parsed.data;
		errors[name] = words.wrong[name](short(given));
		return undefined;
	};
	const begun = changeDraft(emptyDraft, { kind: "kernel", kernel });
	const quorum = take("quorum", whole(1, 5));
	const policy =
		take("policy", PolicyChoice) ??
		(quorum === undefined ? begun.settings.policy : ("custom" as const));
	const { settings } = changeDraft(begun, {
		kind: "settings",
		change: quorum === undefined ? { policy } : { policy, quorum },
	});
	const { typed, problems } = readParams(kernel, query.get("params"));
	return {
		draft: {
			...begun,
			params: { ...begun.params, ...typed },
			settings: {
				...settings,
				title: take("title", z.string().max(120)) ?? settings.title,
				maxReplicas: take("maxReplicas", whole(1, 10)) ?? settings.maxReplicas,
				price: take("price", z.string().max(40)) ?? settings.price,
				deadlineHours: take("deadlineHours", Hours) ?? settings.deadlineHours,
				itemsPerShard: take("itemsPerShard", z.string().max(9)) ?? settings.itemsPerShard,
				comparators: take("comparators", Json.pipe(Comparators)) ?? settings.comparators,
				backend: take("backend", z.enum(["any", ...Backend.options])) ?? settings.backend,
				arithmetic: take("arithmetic", Arithmetic) ?? settings.arithmetic,
			},
			step: "files",
		},
		errors,
		problems,
	};
}

/** A kernel's parameters as typed; values that its form refuses are shown at their fields there. */
function readParams(
	kernel: string,
	given: string | null,
): { typed: TypedParams; problems: readonly string[] } {
	if (given === null) return { typed: {}, problems: [] };
	const form = paramFormOf(kernel);
	if (form === undefined) return { typed: {}, problems: [words.takesFiles] };
	const parsed = Params.safeParse(given);
	if (!parsed.success) return { typed: {}, problems: [words.badParams] };
	const known = new Set(form.fields.map(({ name }) => name));
	const entries = Object.entries(parsed.data).map(
		([name, value]) => [name, String(value)] as const,
	);
	return {
		typed: Object.fromEntries(entries.filter(([name]) => known.has(name))),
		problems: entries
			.filter(([name]) => !known.has(name))
			.map(([name]) => words.noField(short(name))),
	};
}

const short = (text: string) => (text.length > 24 ? `${text.slice(0, 24)}…` : text);

/** The address of a draft without its files: what {@link readTemplate} reads back. */
export function templateQuery({ kernel, params, settings }: Draft): string {
	const query = new URLSearchParams();
	if (kernel !== null) query.set("kernel", kernel);
	const defaults = paramFormOf(kernel)?.defaults;
	if (defaults !== undefined) query.set("params", JSON.stringify({ ...defaults, ...params }));
	const set = (name: keyof JobSettings, value: string) => query.set(names[name], value);
	set("title", settings.title);
	set("policy", settings.policy);
	set("quorum", String(settings.quorum));
	set("maxReplicas", String(settings.maxReplicas));
	set("price", settings.price);
	set("deadlineHours", String(settings.deadlineHours));
	if (settings.itemsPerShard !== defaultSettings.itemsPerShard)
		set("itemsPerShard", settings.itemsPerShard);
	if (Object.keys(settings.comparators).length > 0)
		set("comparators", JSON.stringify(settings.comparators));
	if (settings.backend !== "") set("backend", settings.backend);
	if (settings.arithmetic !== defaultSettings.arithmetic) set("arithmetic", settings.arithmetic);
	return query.toString();
}
