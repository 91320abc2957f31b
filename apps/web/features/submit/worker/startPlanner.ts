import { TabgridError } from "@tabgrid/protocol";
import type {
	Planned,
	PlannerProgress,
	PlannerReply,
	PlannerRequest,
	PlanRequest,
	UploadProgress,
} from "./plannerMessages";

/** A plan in the making, or made, in a worker of its own. */
export interface Planner {
	/** Cuts the files; rejects with TabgridError. */
	plan(request: PlanRequest, onProgress: (progress: PlannerProgress) => void): Promise<Planned>;
	/** Sends what the matcher lacks of the plan. May be called again after a failure. */
	upload(matcherUrl: string, onProgress: (progress: UploadProgress) => void): Promise<void>;
	/** Holds the upload; what is under way is stopped and sent anew. */
	pause(): void;
	resume(): void;
	/** Ends the worker at once and frees its memory. */
	stop(): void;
}

/** Starts a worker that plans and uploads, so that the page stays responsive. */
export function startPlanner(): Planner {
	const worker = new Worker(new URL("./planner.worker.ts", import.meta.url), {
		type: "module",
		name: "tabgrid-planner",
	});
	const post = (request: PlannerRequest) => worker.postMessage(request);

	/** Posts a request and waits for its answer; `hear` gets every message before it. */
	function ask<Kind extends "planned" | "uploaded">(
		request: PlannerRequest,
		kind: Kind,
		hear: (reply: PlannerReply) => void,
	): Promise<Extract<PlannerReply, { kind: Kind }>> {
		const isAnswer = (reply: PlannerReply): reply is Extract<PlannerReply, { kind: Kind }> =>
			reply.kind === kind;
		return new Promise((resolve, reject) => {
			worker.onmessage = ({ data }: MessageEvent<PlannerReply>) => {
				if (data.kind === "failed") reject(TabgridError.fromWire(data.error));
				else if (isAnswer(data)) resolve(data);
				else hear(data);
			};
			worker.onerror = (event) =>
				reject(
					new TabgridError(
						"INTERNAL",
						`The planner stopped: ${event.message || "its script did not load"}. Reload the page.`,
					),
				);
			post(request);
		});
	}

	return {
		plan: async (request, onProgress) => {
			const answer = await ask({ kind: "plan", request }, "planned", (reply) => {
				if (reply.kind === "progress") onProgress(reply.progress);
			});
			const { summary, probe, conversion } = answer;
			return { summary, probe, conversion };
		},
		upload: async (matcherUrl, onProgress) => {
			await ask({ kind: "upload", matcherUrl }, "uploaded", (reply) => {
				if (reply.kind === "uploading") onProgress(reply.progress);
			});
		},
		pause: () => post({ kind: "pause" }),
		resume: () => post({ kind: "resume" }),
		stop: () => worker.terminate(),
	};
}
