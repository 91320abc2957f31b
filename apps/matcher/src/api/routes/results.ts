import { createRoute } from "@hono/zod-openapi";
import {
	type Digest,
	JobId,
	ResultList,
	ResultQuery,
	type ShardResult,
	TabgridError,
} from "@tabgrid/protocol";
import { z } from "zod";
import { inlineBlobs, jobView, type VerifiedResult, verifiedResults } from "../../store/index.ts";
import type { Api, ApiParts } from "../ApiParts.ts";
import { failures, json } from "../documentation.ts";

/** Outputs in one page, in bytes: one more may go over it. */
const pageBytes = 1024 * 1024;
/** Outputs read from the database at once: as many of the largest make a page and a half. */
const readAtOnce = 24;

/** GET /jobs/:id/results: what is verified so far, for those who don't wait for the whole. */
export function addResultRoutes(api: Api, { db }: ApiParts): void {
	/** Pairs results with their inline outputs, until a page is full. */
	async function withOutputs(found: readonly VerifiedResult[]): Promise<ShardResult[]> {
		const results: ShardResult[] = [];
		let bytes = 0;
		for (let from = 0; from < found.length && bytes < pageBytes; from += readAtOnce) {
			const some = found.slice(from, from + readAtOnce);
			const held = await inlineBlobs(db, [...new Set(some.map(({ digest }) => digest))]);
			for (const { index, digest } of some) {
				if (bytes >= pageBytes) break;
				const output = held.get(digest);
				bytes += output?.byteLength ?? 0;
				results.push(resultOf(index, digest, output));
			}
		}
		return results;
	}

	api.openapi(
		createRoute({
			method: "get",
			path: "/jobs/{jobId}/results",
			tags: ["jobs"],
			summary: "Verified shards' outputs so far, in the order of their verification",
			request: { params: z.object({ jobId: JobId }), query: ResultQuery },
			responses: { 200: json("A page of results.", ResultList), ...failures },
		}),
		async (context) => {
			const { jobId } = context.req.valid("param");
			const { after, limit, outputs } = context.req.valid("query");
			const found = await verifiedResults(db, jobId, { after, limit: limit + 1 });
			if (found.length === 0 && (await jobView(db, jobId)) === null)
				throw new TabgridError("NOT_FOUND", `There is no job ${jobId}.`);
			const page = found.slice(0, limit);
			const results =
				outputs === "inline"
					? await withOutputs(page)
					: page.map(({ index, digest }) => resultOf(index, digest, undefined));
			return context.json(
				{
					jobId,
					results,
					next: page[results.length - 1]?.cursor ?? after ?? null,
					more: results.length < found.length,
				},
				200,
			);
		},
	);
}

const resultOf = (
	shardIndex: number,
	digest: Digest,
	output: Uint8Array | undefined,
): ShardResult => ({
	shardIndex,
	digest,
	output: output ? Buffer.from(output).toString("base64") : null,
});
