import { createRoute } from "@hono/zod-openapi";
import {
	type Digest,
	JobId,
	type ResultAccess,
	ResultAccessHeader,
	ResultList,
	ResultQuery,
	resultAccessMaxAgeMs,
	resultAccessTypedData,
	type ShardResult,
	TabgridError,
} from "@tabgrid/protocol";
import { z } from "zod";
import { checkWalletSignature } from "../../chain/checkWalletSignature.ts";
import { inlineBlobs, jobView, type VerifiedResult, verifiedResults } from "../../store/index.ts";
import type { Api, ApiParts } from "../ApiParts.ts";
import { failures, json } from "../documentation.ts";

/** Outputs in one page, in bytes: one more may go over it. */
const pageBytes = 1024 * 1024;
/** Outputs read from the database at once: as many of the largest make a page and a half. */
const readAtOnce = 24;

/** GET /jobs/:id/results: what is verified so far, for those who don't wait for the whole. */
export function addResultRoutes(api: Api, { db, chain }: ApiParts): void {
	/** @throws TabgridError NOT_FOUND; BAD_SIGNATURE when the job isn't the signer's. */
	async function checkAccess(jobId: JobId, { issuedAt, signature }: ResultAccess): Promise<void> {
		const job = await jobView(db, jobId);
		if (job === null) throw new TabgridError("NOT_FOUND", `There is no job ${jobId}.`);
		const domain = { chainId: chain.id, escrow: chain.escrow };
		await checkWalletSignature(
			chain,
			job.client,
			resultAccessTypedData(domain, { jobId, issuedAt }),
			signature,
			{ issuedAt, now: Date.now(), maxAgeMs: resultAccessMaxAgeMs },
		);
	}

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
			description:
				"With its client's EIP-712 ResultAccess also those that others could still copy: `Authorization: Tabgrid <issuedAt>.<signature>`, good for a day.",
			request: {
				params: z.object({ jobId: JobId }),
				query: ResultQuery,
				headers: z.object({ authorization: ResultAccessHeader.optional() }),
			},
			responses: { 200: json("A page of results.", ResultList), ...failures },
		}),
		async (context) => {
			const { jobId } = context.req.valid("param");
			const { after, limit, outputs } = context.req.valid("query");
			const { authorization: access } = context.req.valid("header");
			if (access) await checkAccess(jobId, access);
			const found = await verifiedResults(db, jobId, {
				after,
				limit: limit + 1,
				forClient: access !== undefined,
			});
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
