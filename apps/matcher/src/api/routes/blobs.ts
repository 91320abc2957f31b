import { createRoute } from "@hono/zod-openapi";
import {
	BlobStored,
	Digest,
	limits,
	MissingBlobsReply,
	MissingBlobsRequest,
	TabgridError,
} from "@tabgrid/protocol";
import { z } from "zod";
import { RateLimit } from "../../RateLimit.ts";
import type { Api, ApiParts } from "../ApiParts.ts";
import { failures, json } from "../documentation.ts";

const BlobPath = z.object({ digest: Digest });
const binary = {
	"application/octet-stream": { schema: { type: "string", format: "binary" } },
} as const;

/** PUT, GET and HEAD /blobs/:digest, POST /blobs/missing. */
export function addBlobRoutes(api: Api, { blobs, config }: ApiParts): void {
	const uploads = new RateLimit("uploaded bytes", config.rates.uploadBytesPerHour, 3_600);

	api.openapi(
		createRoute({
			method: "post",
			path: "/blobs/missing",
			tags: ["blobs"],
			summary: "Which of these blobs are not stored yet, so that an upload can resume",
			request: {
				body: { required: true, content: { "application/json": { schema: MissingBlobsRequest } } },
			},
			responses: { 200: json("Those to upload.", MissingBlobsReply), ...failures },
		}),
		async (context) => {
			const { digests } = context.req.valid("json");
			return context.json({ missing: await blobs.missing(digests) }, 200);
		},
	);
	api.openapi(
		createRoute({
			method: "put",
			path: "/blobs/{digest}",
			tags: ["blobs"],
			summary: "Store bytes under their SHA-256",
			request: { params: BlobPath, body: { required: true, content: binary } },
			responses: {
				200: json("The blob was stored already.", BlobStored),
				201: json("The blob is stored.", BlobStored),
				...failures,
			},
		}),
		async (context) => {
			const { digest } = context.req.valid("param");
			const length = Number(context.req.header("content-length") ?? 0);
			if (length > limits.model) throw tooLarge();
			const body = metered(context.req.raw.body, (bytes) =>
				uploads.take(context.get("address"), bytes),
			);
			const { bytes, created } = await blobs.put(digest, body, limits.model);
			return context.json({ digest, bytes }, created ? 201 : 200);
		},
	);
	api.openapi(
		createRoute({
			method: "get",
			path: "/blobs/{digest}",
			tags: ["blobs"],
			summary: "A blob's bytes (HEAD: whether it is stored, and its size)",
			request: { params: BlobPath },
			responses: { 200: { description: "The bytes.", content: binary }, ...failures },
		}),
		async (context) => {
			const { digest } = context.req.valid("param");
			const headers = {
				"Content-Type": "application/octet-stream",
				"Content-Disposition": "attachment",
				"Cache-Control": "public, max-age=31536000, immutable",
				ETag: `"${digest}"`,
			};
			if (context.req.header("if-none-match") === headers.ETag)
				return context.body(null, { status: 304, headers });
			if (context.req.method === "HEAD") {
				const size = await blobs.bytes.size(digest);
				if (size === undefined)
					throw new TabgridError("MISSING_BLOB", `The blob ${digest} is not stored here.`);
				return context.body(null, 200, { ...headers, "Content-Length": String(size) });
			}
			const { bytes, body } = await blobs.bytes.stream(digest);
			return context.body(body, 200, { ...headers, "Content-Length": String(bytes) });
		},
	);
}

function tooLarge(): TabgridError {
	return new TabgridError("TOO_LARGE", `A blob may have ${limits.model} bytes at most.`);
}

/** The body's chunks, each counted before it is passed on. */
async function* metered(
	body: ReadableStream<Uint8Array> | null,
	count: (bytes: number) => Promise<void>,
): AsyncGenerator<Uint8Array> {
	if (body === null) return;
	const reader = body.getReader();
	try {
		for (;;) {
			const { done, value } = await reader.read().catch((cause: unknown) => {
				throw new TabgridError("BAD_REQUEST", "The upload was cut off.", { cause });
			});
			if (done) return;
			await count(value.byteLength);
			yield value;
		}
	} finally {
		await reader.cancel().catch(() => {}); // already closed, or the uploader is gone
	}
}
