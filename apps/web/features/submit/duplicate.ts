import type { JobView } from "@tabgrid/protocol";
import { formatAmount, type Token } from "@/lib/money";
import { changeDraft, type Draft, emptyDraft } from "./draft";
import { paramFormOf } from "./params/paramForms";

/**
 * A draft with an earlier job's kernel, terms and inputs: numbers go back into the kernel's form, and
 * files are taken over as the matcher keeps them.
 */
export function draftOfJob(
	job: Pick<JobView, "jobId" | "spec" | "createdAt">,
	token: Token,
): Draft {
	const { jobId, spec, createdAt } = job;
	const form = paramFormOf(spec.kernel);
	const begun = changeDraft(emptyDraft, { kind: "kernel", kernel: spec.kernel });
	const hours = Math.max(1, Math.round((spec.deadline - createdAt / 1_000) / 3_600));
	return {
		...begun,
		source: form === undefined || form.withFiles ? { jobId, spec } : null,
		params:
			form === undefined
				? {}
				: Object.fromEntries(
						form.fields.map(({ name }) => [name, String(spec.params[name] ?? "")]),
					),
		settings: {
			...begun.settings,
			title: spec.title,
			policy: spec.policy.trust ?? "custom",
			quorum: spec.policy.quorum,
			maxReplicas: spec.policy.maxReplicas,
			price: formatAmount(BigInt(spec.pricePerReplica), token).replaceAll(",", ""),
			deadlineHours: hours,
			comparators: spec.comparators,
			backend: spec.backend ?? "any",
		},
		step: "settings",
	};
}
