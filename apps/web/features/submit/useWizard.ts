"use client";
import { useEffect, useMemo, useRef } from "react";
import { useGridConfig } from "@/lib/matcher/useMatcher";
import { defaultToken } from "@/lib/money";
import { useRuntimeConfig } from "@/lib/RuntimeConfigContext";
import { useConversion } from "./arithmetic/useConversion";
import type { Draft } from "./draft";
import { planRequestOf } from "./planRequest";
import { calibratedTerms } from "./probe/calibratedTerms";
import { useProbe } from "./probe/useProbe";
import { type Step, steps } from "./StepNav";
import { checkSettings } from "./settings";
import { useUpload } from "./upload/useUpload";
import { useDraft } from "./useDraft";
import { usePlan } from "./usePlan";
import { useTemplateFromUrl } from "./useTemplateFromUrl";

/**
 * Where the wizard stands: where the person went, if the draft goes that far. While a draft that came
 * back is planned anew, its review shows at its files.
 */
function stepToShow({ kernel, step }: Draft, reachable: (step: Step) => boolean): Step {
	if (kernel === null) return "kernel";
	if (step === null) return "files";
	// Settings may be read while the files of an example are still being planned.
	return step === "settings" || reachable(step) ? step : "files";
}

/** Everything that the wizard knows: the draft, its plan, its terms, its upload, and where it stands. */
export function useWizard() {
	const grid = useGridConfig().data;
	const { matcherUrl } = useRuntimeConfig();
	const { draft, change, ready, finish } = useDraft();
	const address = useTemplateFromUrl(draft, ready, (next) =>
		change({ kind: "restore", draft: next }),
	);
	const { kernel, files, source, params, uploading } = draft;
	const { itemsPerShard, arithmetic } = draft.settings;
	const request = useMemo(
		() => planRequestOf({ kernel, files, source, params, itemsPerShard, arithmetic }, matcherUrl),
		[kernel, files, source, params, itemsPerShard, arithmetic, matcherUrl],
	);
	const plan = usePlan(request);
	const conversion = useConversion(draft, plan, change);
	const planned = plan.kind === "planned" ? plan : null;
	const upload = useUpload(planned?.planner ?? null);
	useKeptUpload({ uploading, planned: planned !== null, upload, change });
	const checked = checkSettings(draft.settings, {
		minPrice: BigInt(grid?.minPricePerReplica ?? "0"),
		minDeadlineSeconds: grid?.minDeadlineSeconds ?? 0,
		token: grid?.token ?? defaultToken,
	});
	const probe = useProbe(plan);
	const terms = checked.ok
		? calibratedTerms(checked.terms, probe, {
				backend: draft.settings.backend,
				exact: conversion?.kind === "converted",
			})
		: null;
	const errors = { ...(checked.ok ? {} : checked.errors), ...address.errors };
	const done: Record<Step, boolean> = {
		kernel: kernel !== null,
		files: planned !== null,
		settings:
			terms !== null && probe.kind !== "measuring" && Object.keys(address.errors).length === 0,
		review: false,
	};
	const reachable = (target: Step) =>
		steps.slice(0, steps.indexOf(target)).every((before) => done[before]);
	return {
		draft,
		change,
		finish,
		ready: ready && !address.loading,
		plan,
		planned,
		conversion,
		upload,
		probe,
		terms,
		errors,
		problems: address.problems,
		settle: address.settle,
		token: grid?.token ?? defaultToken,
		step: stepToShow(draft, reachable),
		reachable,
	};
}

/** Notes that an upload is under way, and goes on with one that a reload has cut off. */
function useKeptUpload({
	uploading,
	planned,
	upload,
	change,
}: {
	uploading: boolean;
	planned: boolean;
	upload: ReturnType<typeof useUpload>;
	change: ReturnType<typeof useDraft>["change"];
}): void {
	const { state, start } = upload;
	const resumed = useRef(false);
	useEffect(() => {
		if (!planned || resumed.current) return;
		resumed.current = true;
		// What failed shows in the upload's own state.
		if (uploading) start().catch(() => undefined);
	}, [planned, uploading, start]);
	useEffect(() => {
		if (state.kind === "running") change({ kind: "uploading", uploading: true });
		else if (state.kind !== "idle") change({ kind: "uploading", uploading: false });
	}, [state.kind, change]);
}
