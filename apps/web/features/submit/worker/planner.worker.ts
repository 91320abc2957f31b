import { TabgridError } from "@tabgrid/protocol";
import { MatcherClient } from "@/lib/matcher/MatcherClient";
import { type DescribedPlan, describePlan } from "./describePlan";
import { type MadePlan, makePlan } from "./makePlan";
import type { PlannerProgress, PlannerReply, PlannerRequest, PlanRequest } from "./plannerMessages";
import { uploadPlan } from "./uploadPlan";

let current: { made: MadePlan; described: DescribedPlan } | undefined;
let lastProgress = 0;

const reply = (message: PlannerReply) => self.postMessage(message);

/** Tells progress ten times a second at most, and always the end. */
function tell(progress: PlannerProgress): void {
	const now = performance.now();
	if (progress.done < progress.total && now - lastProgress < 100) return;
	lastProgress = now;
	reply({ kind: "progress", progress });
}

async function plan(request: PlanRequest): Promise<void> {
	const made = await makePlan(request, (done, total) => tell({ done, total: total * 2 }));
	const total = made.plan.shardCount;
	const described = await describePlan(made, (done) =>
		tell({ done: total + done, total: total * 2 }),
	);
	current = { made, described };
	reply({ kind: "planned", summary: described.summary });
}

async function upload(matcherUrl: string): Promise<void> {
	if (current === undefined)
		throw new TabgridError("BAD_INPUT", "There is nothing to upload before a plan is made.");
	await uploadPlan(new MatcherClient(matcherUrl), current.made, current.described, tell);
	reply({ kind: "uploaded" });
}

self.onmessage = async ({ data }: MessageEvent<PlannerRequest>) => {
	try {
		if (data.kind === "plan") await plan(data.request);
		else await upload(data.matcherUrl);
	} catch (error) {
		const known =
			error instanceof TabgridError
				? error
				: new TabgridError("BAD_INPUT", error instanceof Error ? error.message : String(error));
		reply({ kind: "failed", error: known.toWire() });
	}
};
