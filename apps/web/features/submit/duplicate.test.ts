import { JobSpec, jobIdOf } from "@tabgrid/protocol";
import { expect, test } from "vitest";
import { defaultToken } from "@/lib/money";
import { changeDraft } from "./draft";
import { draftOfJob } from "./duplicate";
import { monteCarloForm } from "./params/monteCarloForm";
import { planRequestOf } from "./planRequest";
import { checkSettings } from "./settings";

const createdAt = 1_800_000_000_000;
function job(change: object) {
	const spec = JobSpec.parse({
		version: 1,
		chainId: 31_337,
		escrow: `0x${"e5".repeat(20)}`,
		client: `0x${"c1".repeat(20)}`,
		nonce: "0".repeat(32),
		title: "A batch",
		kernel: "onnx-batch",
		kernelVersion: 1,
		model: "a".repeat(64),
		params: {},
		manifest: "b".repeat(64),
		shards: 9,
		comparators: { y: { kind: "exact" } },
		policy: { quorum: 3, maxReplicas: 7 },
		pricePerReplica: "1234500000",
		deadline: createdAt / 1_000 + 6 * 3_600 - 20,
		...change,
	});
	return { jobId: jobIdOf(spec), spec, createdAt };
}

test("a duplicate has the same terms, and takes the earlier job's inputs over", () => {
	const original = job({});
	const draft = draftOfJob(original, defaultToken);
	const checked = checkSettings(draft.settings, {
		minPrice: 1n,
		minDeadlineSeconds: 60,
		token: defaultToken,
	});
	expect(checked).toMatchObject({
		ok: true,
		terms: {
			title: "A batch",
			policy: { quorum: 3, maxReplicas: 7 },
			price: 1_234_500_000n,
			deadlineSeconds: 6 * 3_600,
			comparators: original.spec.comparators,
		},
	});
	expect(planRequestOf({ ...draft, ...draft.settings }, "http://matcher")).toEqual({
		kernel: "onnx-batch",
		files: [],
		reuse: { spec: original.spec, matcherUrl: "http://matcher" },
	});
});

test("a duplicate of an exact job keeps its network, and makes another one exact too", () => {
	const draft = draftOfJob(job({ comparators: { "*": { kind: "exact" } } }), defaultToken);
	expect(draft.settings).toMatchObject({
		arithmetic: "float",
		comparators: { "*": { kind: "exact" } },
	});
	const own = changeDraft(draft, { kind: "ownFiles" });
	expect(own.settings).toMatchObject({ arithmetic: "exact8", comparators: {} });
	const named = draftOfJob(job({}), defaultToken);
	expect(changeDraft(named, { kind: "ownFiles" }).settings).toEqual(named.settings);
});

test("a duplicate of a job with a trust policy has it too", () => {
	const policy = { quorum: 2, maxReplicas: 5, trust: "balanced" };
	const { settings } = draftOfJob(job({ policy }), defaultToken);
	expect(settings).toMatchObject({ policy: "balanced", maxReplicas: 5 });
});

test("a duplicate of a kernel with a form has its numbers in the form", () => {
	const checked = monteCarloForm.check({ ...monteCarloForm.defaults, seed: "2026", strike: "110" });
	if (!checked.ok) throw new Error("The example is sound.");
	const draft = draftOfJob(
		job({ kernel: "monte-carlo", params: checked.params, comparators: {} }),
		defaultToken,
	);
	expect(draft.source).toBeNull();
	expect(monteCarloForm.check(draft.params)).toEqual(checked);
});
