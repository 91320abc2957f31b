import { createRoute } from "@hono/zod-openapi";
import {
	JobCheckList,
	JobCheckQuery,
	JobEventList,
	JobEventQuery,
	JobId,
	JobList,
	JobQuery,
	ShardIndex,
	ShardMap,
	ShardView,
	TabgridError,
} from "@tabgrid/protocol";
import { z } from "zod";
import { jobChecks, jobEvents, jobList, jobView, shardMap, shardView } from "../../store/index.ts";
import type { Api, ApiParts } from "../ApiParts.ts";
import { attachment } from "../attachment.ts";
import { failures, JobViewDocument, json } from "../documentation.ts";

const JobPath = z.object({ jobId: JobId });
const ShardPath = JobPath.extend({ index: z.coerce.number().pipe(ShardIndex) });

/** GET /jobs and what lies under it. */
export function addJobRoutes(api: Api, { db, blobs }: ApiParts): void {
	api.openapi(
		createRoute({
			method: "get",
			path: "/jobs",
			tags: ["jobs"],
			summary: "Jobs, newest first",
			request: { query: JobQuery },
			responses: { 200: json("A page of jobs.", JobList), ...failures },
		}),
		async (context) => context.json(await jobList(db, context.req.valid("query")), 200),
	);
	api.openapi(
		createRoute({
			method: "get",
			path: "/jobs/{jobId}",
			tags: ["jobs"],
			summary: "A job with its money and progress",
			request: { params: JobPath },
			responses: { 200: json("The job.", JobViewDocument), ...failures },
		}),
		async (context) => {
			const { jobId } = context.req.valid("param");
			return context.json((await jobView(db, jobId)) ?? absent(jobId), 200);
		},
	);
	api.openapi(
		createRoute({
			method: "get",
			path: "/jobs/{jobId}/shards",
			tags: ["jobs"],
			summary: "The states of all shards, one letter each",
			request: { params: JobPath },
			responses: {
				200: json("p pending, r running, d disputed, v verified, f failed.", ShardMap),
				...failures,
			},
		}),
		async (context) => {
			const { jobId } = context.req.valid("param");
			return context.json((await shardMap(db, jobId)) ?? absent(jobId), 200);
		},
	);
	api.openapi(
		createRoute({
			method: "get",
			path: "/jobs/{jobId}/shards/{index}",
			tags: ["jobs"],
			summary: "A shard with its replicas and their evidence",
			request: { params: ShardPath },
			responses: { 200: json("The shard.", ShardView), ...failures },
		}),
		async (context) => {
			const { jobId, index } = context.req.valid("param");
			const shard = (await shardView(db, jobId, index)) ?? absent(jobId, index);
			return context.json(withoutUndecided(shard), 200);
		},
	);
	api.openapi(
		createRoute({
			method: "get",
			path: "/jobs/{jobId}/events",
			tags: ["jobs"],
			summary: "What happened to a job, oldest first",
			request: { params: JobPath, query: JobEventQuery },
			responses: { 200: json("A page of events.", JobEventList), ...failures },
		}),
		async (context) => {
			const { jobId } = context.req.valid("param");
			const { after, limit } = context.req.valid("query");
			const events = await jobEvents(db, jobId, after === undefined ? { limit } : { after, limit });
			if (events.length === 0 && (await jobView(db, jobId)) === null) absent(jobId);
			return context.json({ events }, 200);
		},
	);
	api.openapi(
		createRoute({
			method: "get",
			path: "/jobs/{jobId}/checks",
			tags: ["jobs"],
			summary:
				"Shards that were checked, disputed or opened again, the refuted and the newest first",
			request: { params: JobPath, query: JobCheckQuery },
			responses: { 200: json("The shards.", JobCheckList), ...failures },
		}),
		async (context) => {
			const { jobId } = context.req.valid("param");
			const checks = await jobChecks(db, jobId, context.req.valid("query").limit);
			if (checks.length === 0 && (await jobView(db, jobId)) === null) absent(jobId);
			return context.json({ checks }, 200);
		},
	);
	api.openapi(
		createRoute({
			method: "get",
			path: "/jobs/{jobId}/artifact",
			tags: ["jobs"],
			summary: "The result, as a download",
			request: { params: JobPath },
			responses: { 200: { description: "The file; its type is the kernel's." }, ...failures },
		}),
		async (context) => {
			const { jobId } = context.req.valid("param");
			const { artifact } = (await jobView(db, jobId)) ?? absent(jobId);
			if (artifact === null) throw new TabgridError("NOT_FOUND", "The job has no result yet.");
			const headers = {
				"Content-Type": artifact.mediaType,
				"Content-Disposition": attachment(artifact.fileName),
				"Content-Length": String(artifact.bytes),
				ETag: `"${artifact.digest}"`,
			};
			if (context.req.method === "HEAD") return context.body(null, 200, headers);
			const { body } = await blobs.bytes.stream(artifact.digest);
			return context.body(body, 200, headers);
		},
	);
}

/**
 * Hides what undecided replicas attested: a provider that still computes the shard could copy it and
 * be paid for agreeing.
 */
function withoutUndecided(shard: ShardView): ShardView {
	const replicas = shard.replicas.map((replica) =>
		replica.state === "submitted" ? { ...replica, digest: null, signature: null } : replica,
	);
	return { ...shard, replicas };
}

function absent(jobId: JobId, shard?: number): never {
	throw new TabgridError(
		"NOT_FOUND",
		shard === undefined ? `There is no job ${jobId}.` : `There is no shard ${shard} in ${jobId}.`,
	);
}
