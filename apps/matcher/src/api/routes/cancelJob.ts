import { createRoute } from "@hono/zod-openapi";
import {
	amountText,
	CancelReply,
	CancelRequest,
	cancelTypedData,
	JobId,
	TabgridError,
} from "@tabgrid/protocol";
import { z } from "zod";
import { checkWalletSignature } from "../../chain/checkWalletSignature.ts";
import { cancelJob, jobView } from "../../store/index.ts";
import type { Api, ApiParts } from "../ApiParts.ts";
import { failures, json } from "../documentation.ts";

/** POST /jobs/:id/cancel: its client stops a job and gets the operator's consent to close it. */
export function addCancelRoute(api: Api, parts: ApiParts): void {
	const { db, chain, operator, announce, jobsMoved, log } = parts;
	api.openapi(
		createRoute({
			method: "post",
			path: "/jobs/{jobId}/cancel",
			tags: ["jobs"],
			summary: "Stop a job, with its client's EIP-712 Cancel",
			description:
				"Answers the operator's Release for JobEscrow.release: what was earned stays, the rest returns.",
			request: {
				params: z.object({ jobId: JobId }),
				body: { required: true, content: { "application/json": { schema: CancelRequest } } },
			},
			responses: { 200: json("The job is stopped.", CancelReply), ...failures },
		}),
		async (context) => {
			const { jobId } = context.req.valid("param");
			const { issuedAt, signature } = context.req.valid("json");
			const job = await jobView(db, jobId);
			if (job === null) throw new TabgridError("NOT_FOUND", `There is no job ${jobId}.`);
			const domain = { chainId: chain.id, escrow: chain.escrow };
			const typedData = cancelTypedData(domain, { jobId, issuedAt });
			const now = Date.now();
			await checkWalletSignature(chain, job.client, typedData, signature, { issuedAt, now });

			const stopped = await cancelJob(db, jobId, "Cancelled by its client.", now);
			log.info({ jobId, earned: stopped.earned.toString() }, "A job was cancelled by its client.");
			announce.revoked(stopped.revoked, "The client cancelled the job.");
			announce.jobChanged(jobId);
			announce.jobsChanged();
			jobsMoved();
			const { state, earned, escrowed } = stopped;
			if (!escrowed) return context.json({ state, release: null }, 200);
			const consent = await operator.signRelease(jobId, earned);
			const release = { earned: amountText(earned), signature: consent };
			return context.json({ state, release }, 200);
		},
	);
}
