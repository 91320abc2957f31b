import { createRoute } from "@hono/zod-openapi";
import {
	type Address,
	amountText,
	CreateJobReply,
	CreateJobRequest,
	expectedCost,
	type JobSpec,
	jobIdOf,
	parseOrThrow,
	specHashOf,
	TabgridError,
	worstCaseCost,
} from "@tabgrid/protocol";
import { createDraft, jobView } from "../../store/index.ts";
import type { Api, ApiParts } from "../ApiParts.ts";
import { checkDraft } from "../checkDraft.ts";
import { CreateJobDocument, failures, json } from "../documentation.ts";

/** POST /jobs: registers a draft, to be paid for by posting its terms to the escrow. */
export function addCreateJobRoute(api: Api, parts: ApiParts): void {
	const { db, blobs, models, chain, config, announce, jobsMoved, log } = parts;
	api.openapi(
		createRoute({
			method: "post",
			path: "/jobs",
			tags: ["jobs"],
			summary: "Register a job's spec; idempotent",
			request: {
				body: { required: true, content: { "application/json": { schema: CreateJobDocument } } },
			},
			responses: {
				200: json("The job was registered before.", CreateJobReply),
				201: json("The terms to post to the escrow.", CreateJobReply),
				...failures,
			},
		}),
		async (context) => {
			const { spec } = parseOrThrow(CreateJobRequest, context.req.valid("json"));
			const reply = termsOf(spec, chain.operator);
			if ((await jobView(db, reply.jobId)) !== null) return context.json(reply, 200);
			const now = Date.now();
			const draft = await checkDraft(
				spec,
				{
					chainId: chain.id,
					escrow: chain.escrow,
					minPricePerReplica: config.minPricePerReplica,
					minDeadlineSeconds: config.minDeadlineSeconds,
					now,
				},
				blobs,
				models,
			);
			const { state, reason } = await createDraft(db, draft, { operator: chain.operator, now });
			log.info({ jobId: draft.jobId, kernel: spec.kernel, shards: spec.shards }, "A job's draft.");
			if (state === "failed")
				throw new TabgridError("CONFLICT", reason ?? "The escrow's terms don't fit the job.");
			announce.jobsChanged();
			jobsMoved();
			return context.json(reply, 201);
		},
	);
}

function termsOf(spec: JobSpec, operator: Address): CreateJobReply {
	const specHash = specHashOf(spec);
	return {
		jobId: jobIdOf(spec),
		specHash,
		terms: {
			specHash,
			operator,
			deadline: spec.deadline,
			shards: spec.shards,
			pricePerReplica: spec.pricePerReplica,
			budget: amountText(worstCaseCost(spec)),
		},
		expectedCost: amountText(expectedCost(spec)),
	};
}
