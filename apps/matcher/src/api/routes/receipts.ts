import { Readable } from "node:stream";
import { createGzip } from "node:zlib";
import { createRoute } from "@hono/zod-openapi";
import {
	JobId,
	ReceiptList,
	ReceiptQuery,
	ReceiptsFileQuery,
	type ReceiptsHeader,
	receiptsLine,
	TabgridError,
} from "@tabgrid/protocol";
import { z } from "zod";
import { givingWay } from "../../givingWay.ts";
import { RateLimit } from "../../RateLimit.ts";
import { allReceipts, type Queries, receiptPage, receiptsHeader } from "../../store/index.ts";
import type { Api, ApiParts } from "../ApiParts.ts";
import { failures, json } from "../documentation.ts";

const JobPath = z.object({ jobId: JobId });
/** A file of 100,000 receipts takes the matcher some 30 s of its processor's time. */
const filesPerMinute = 60;
/** Lines that go into one chunk of a file, in characters. */
const chunkSize = 64 * 1024;

const lines = { schema: { type: "string" } } as const;
const binary = { schema: { type: "string", format: "binary" } } as const;

/** GET /jobs/:id/receipts and the file of all of them. */
export function addReceiptRoutes(api: Api, { db, log }: ApiParts): void {
	const files = new RateLimit("receipts files", filesPerMinute, 60);
	api.openapi(
		createRoute({
			method: "get",
			path: "/jobs/{jobId}/receipts",
			tags: ["receipts"],
			summary: "Receipts of a job's verified shards, in order",
			description:
				"A shard has its receipt once it is verified and each of its replicas has a verdict; digests that are still undecided are told to nobody.",
			request: { params: JobPath, query: ReceiptQuery },
			responses: { 200: json("A page of receipts.", ReceiptList), ...failures },
		}),
		async (context) => {
			const { jobId } = context.req.valid("param");
			const { after, limit } = context.req.valid("query");
			const found = (await receiptsHeader(db, jobId)) ?? absent(jobId);
			const receipts = (await receiptPage(db, jobId, { after, limit })) ?? absent(jobId);
			const next = receipts.length < limit ? null : (receipts.at(-1)?.shardIndex ?? null);
			const page = { receipts, next, complete: found.complete } satisfies ReceiptList;
			return context.json(page, 200);
		},
	);
	api.openapi(
		createRoute({
			method: "get",
			path: "/jobs/{jobId}/receipts/file",
			tags: ["receipts"],
			summary: "All receipts of an ended job as one file",
			description:
				"JSON lines in canonical form: a header, then a receipt a line; docs/receipts.md tells every byte. Check it with `npm run verify -- FILE`.",
			request: { params: JobPath, query: ReceiptsFileQuery },
			responses: {
				200: {
					description: "The file.",
					content: { "application/jsonl": lines, "application/gzip": binary },
				},
				...failures,
			},
		}),
		async (context) => {
			const { jobId } = context.req.valid("param");
			const compressed = context.req.valid("query").compressed === "true";
			await files.take(context.get("address"));
			const { header, complete } = (await receiptsHeader(db, jobId)) ?? absent(jobId);
			if (!complete)
				throw new TabgridError(
					"CONFLICT",
					"The job is still being worked on: its receipts are complete when all its shards are decided. GET /jobs/:id/receipts has those of today.",
				);
			const accepted = /\bgzip\b/.test(context.req.header("accept-encoding") ?? "");
			const name = `receipts-${jobId.slice(2, 10)}.jsonl${compressed ? ".gz" : ""}`;
			const headers = {
				"Content-Type": compressed ? "application/gzip" : "application/jsonl",
				"Content-Disposition": `attachment; filename="${name}"`,
				...(accepted && !compressed ? { "Content-Encoding": "gzip", Vary: "Accept-Encoding" } : {}),
			};
			if (context.req.method === "HEAD") return context.body(null, 200, headers);
			const text = Readable.from(fileText(db, header), { objectMode: false });
			const body = accepted || compressed ? text.pipe(createGzip({ level: 1 })) : text;
			// A pipe hands on no errors: a file that can't be finished must not look as if it were.
			text.on("error", (err) => {
				log.warn({ err, jobId }, "A receipts file could not be finished.");
				body.destroy(err);
			});
			body.on("close", () => text.destroy());
			return context.body(webStream(body), 200, headers);
		},
	);
}

/** A Node stream as the response's body. */
function webStream(body: Readable): ReadableStream<Uint8Array> {
	const chunks = body[Symbol.asyncIterator]();
	return new ReadableStream<Uint8Array>({
		async pull(controller) {
			const { done, value } = await chunks.next();
			if (done) controller.close();
			else controller.enqueue(typeof value === "string" ? new TextEncoder().encode(value) : value);
		},
		cancel() {
			body.destroy();
		},
	});
}

/** The file's text in chunks of many lines. */
async function* fileText(db: Queries, header: ReceiptsHeader): AsyncGenerator<string> {
	const giveWay = givingWay();
	let text = receiptsLine(header);
	for await (const receipt of allReceipts(db, header.jobId)) {
		text += receiptsLine(receipt);
		if (text.length >= chunkSize) {
			yield text;
			text = "";
		}
		await giveWay();
	}
	yield text;
}

function absent(jobId: JobId): never {
	throw new TabgridError("NOT_FOUND", `There is no job ${jobId}.`);
}
