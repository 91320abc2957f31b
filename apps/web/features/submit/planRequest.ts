import type { Draft } from "./draft";
import { paramFormOf } from "./params/paramForms";
import { itemsPerShardOf, type JobSettings } from "./settings";
import type { PlanRequest } from "./worker/plannerMessages";

/** What to plan for a draft; null while too little of it is there. */
export function planRequestOf(
	{
		kernel,
		files,
		source,
		params,
		itemsPerShard,
		arithmetic,
	}: Pick<Draft, "kernel" | "files" | "source" | "params"> &
		Pick<JobSettings, "itemsPerShard" | "arithmetic">,
	matcherUrl: string,
): PlanRequest | null {
	if (kernel === null) return null;
	if (source !== null) return { kernel, files: [], reuse: { spec: source.spec, matcherUrl } };
	const form = paramFormOf(kernel);
	const checked = form?.check(params);
	if (checked && !checked.ok) return null;
	const numbers = checked ? { params: checked.params } : {};
	if (form && !form.withFiles) return { kernel, files: [], ...numbers };
	const own = kernel === "onnx-batch";
	if (files.length === 0) return null;
	return {
		kernel,
		files,
		...numbers,
		itemsPerShard: itemsPerShardOf({ itemsPerShard }),
		...(own ? { arithmetic } : {}),
	};
}
