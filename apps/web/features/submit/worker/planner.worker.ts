import { TabgridError } from "@tabgrid/protocol";
import { MatcherClient } from "@/lib/matcher/MatcherClient";
import type { ProbeShard } from "../probe/messages";
import { type DescribedPlan, describePlan } from "./describePlan";
import { Gate } from "./Gate";
import { type MadePlan, makePlan } from "./makePlan";
import type {
	PlannerProgress,
	PlannerReply,
	PlannerRequest,
	PlanRequest,
	UploadProgress,
} from "./plannerMessages";
import { checkReused, reusePlan } from "./reusePlan";
import { uploadPlan } from "./uploadPlan";

/** The plan that was made; without `made` it was taken over from an earlier job. */
let current: { made?: MadePlan; described: DescribedPlan } | undefined;
let lastTold = 0;
let lastState: UploadProgress["state"] | undefined;
const gate = new Gate();

const reply = (message: PlannerReply) => self.postMessage(message);

/** Whether it is time to tell again: ten times a second at most. */
function isTime(): boolean {
	const now = performance.now();
	if (now - lastTold < 100) return false;
	lastTold = now;
	return true;
}

/** Tells how far planning is, and always the end. */
function tell(progress: PlannerProgress): void {
	if (progress.done >= progress.total || isTime()) reply({ kind: "progress", progress });
}

/** Tells how far the upload is, and always its end and every change of its state. */
function tellUpload(progress: UploadProgress): void {
	const state = gate.isClosed ? "paused" : progress.state;
	const over = progress.done >= progress.total;
	if (!over && state === lastState && !isTime()) return;
	lastState = state;
	reply({ kind: "uploading", progress: { ...progress, state } });
}

async function plan(request: PlanRequest): Promise<void> {
	if (request.reuse) {
		const described = await reusePlan(
			request.reuse.spec,
			new MatcherClient(request.reuse.matcherUrl),
		);
		current = { described };
	} else {
		const made = await makePlan(request, {
			onRead: (done, total) => tell({ step: "cutting", done, total: total * 2 }),
			onConvert: (done, total) => tell({ step: "converting", done, total }),
		});
		const total = made.plan.shardCount;
		const described = await describePlan(made, (done) =>
			tell({ step: "cutting", done: total + done, total: total * 2 }),
		);
		current = { made, described };
	}
	const { made, described } = current;
	reply({
		kind: "planned",
		summary: described.summary,
		probe: made ? probeOf(made) : null,
		conversion: made?.conversion ?? null,
	});
}

/** The client's model and the job's first shard, as blobs: the page passes them on without copies. */
function probeOf({ modelFile, plan: cut, evidence, conversion }: MadePlan): ProbeShard | null {
	const first = cut.shards().next();
	if (modelFile === undefined || first.done) return null;
	return {
		model: new Blob([modelFile]),
		input: new Blob([first.value.input]),
		evidence,
		exact: conversion?.kind === "converted",
	};
}

async function upload(matcherUrl: string): Promise<void> {
	if (current === undefined)
		throw new TabgridError("BAD_INPUT", "There is nothing to upload before a plan is made.");
	const matcher = new MatcherClient(matcherUrl);
	const { made, described } = current;
	if (made) await uploadPlan(matcher, made, described, gate, tellUpload);
	else await checkReused(described, matcher);
	reply({ kind: "uploaded" });
}

self.onmessage = async ({ data }: MessageEvent<PlannerRequest>) => {
	try {
		switch (data.kind) {
			case "plan":
				return await plan(data.request);
			case "upload":
				return await upload(data.matcherUrl);
			case "pause":
				return gate.close();
			case "resume":
				return gate.open();
		}
	} catch (error) {
		const known =
			error instanceof TabgridError
				? error
				: new TabgridError("BAD_INPUT", error instanceof Error ? error.message : String(error));
		reply({ kind: "failed", error: known.toWire() });
	}
};
