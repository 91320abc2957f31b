import { OpenAPIHono } from "@hono/zod-openapi";
import { httpStatus, TabgridError, type WireError } from "@tabgrid/protocol";
import { HTTPException } from "hono/http-exception";
import { toWireError } from "../wireError.ts";
import type { Api, ApiEnvironment, ApiParts } from "./ApiParts.ts";
import { useMiddleware } from "./middleware.ts";
import { addBlobRoutes } from "./routes/blobs.ts";
import { addCancelRoute } from "./routes/cancelJob.ts";
import { addCreateJobRoute } from "./routes/createJob.ts";
import { addFaucetRoute } from "./routes/faucet.ts";
import { addGridRoutes } from "./routes/grid.ts";
import { addHealthRoutes } from "./routes/health.ts";
import { addJobRoutes } from "./routes/jobs.ts";
import { addModelRoutes } from "./routes/modelSpread.ts";
import { addNameRoute } from "./routes/nameProvider.ts";
import { addNetworkRoutes } from "./routes/network.ts";
import { addProviderRoutes } from "./routes/providers.ts";
import { addReceiptRoutes } from "./routes/receipts.ts";
import { addRedemptionRoutes } from "./routes/redemptions.ts";
import { addResultRoutes } from "./routes/results.ts";

const description = `Post jobs, upload blobs, follow results and money. Every error is
\`{"error": {"code", "message"}}\`. Amounts are decimal strings of the token's minor units, times are
epoch milliseconds in UTC unless a name says seconds. Blobs are named by their SHA-256.`;

/** The HTTP API. Routes describe themselves: GET /openapi.json. */
export function createApi(parts: ApiParts): Api {
	const api: Api = new OpenAPIHono<ApiEnvironment>({
		// What a route's schemas refuse.
		defaultHook(result) {
			if (result.success) return;
			const issues = result.error.issues
				.slice(0, 5)
				.map((issue) => `${issue.path.join(".") || "(root)"}: ${issue.message}`);
			throw new TabgridError("BAD_REQUEST", issues.join("; "), { details: { issues } });
		},
	});
	api.onError((error, context) => {
		const facts = { method: context.req.method, path: context.req.path };
		const wire = toWireError(
			error instanceof HTTPException ? new TabgridError("BAD_REQUEST", error.message) : error,
			parts.log,
			facts,
		);
		parts.metrics.rejected.inc({ code: wire.code });
		return errorResponse(wire, context.env.incoming.complete);
	});
	api.notFound((context) =>
		errorResponse(
			{
				code: "NOT_FOUND",
				message: `There is nothing at ${context.req.method} ${context.req.path}; GET /openapi.json tells what there is.`,
			},
			context.env.incoming.complete,
		),
	);
	useMiddleware(api, parts);
	addGridRoutes(api, parts);
	addNetworkRoutes(api, parts);
	addBlobRoutes(api, parts);
	addCreateJobRoute(api, parts);
	addJobRoutes(api, parts);
	addModelRoutes(api, parts);
	addReceiptRoutes(api, parts);
	addResultRoutes(api, parts);
	addCancelRoute(api, parts);
	addProviderRoutes(api, parts);
	addNameRoute(api, parts);
	addRedemptionRoutes(api, parts);
	addFaucetRoute(api, parts);
	addHealthRoutes(api, parts);
	api.doc31("/openapi.json", {
		openapi: "3.1.0",
		info: {
			title: "Tabgrid matcher",
			version: "0.1.0",
			description,
			license: { name: "Apache-2.0" },
		},
	});
	return api;
}

/** `heard`: the request's body has been read. If not, the connection can't serve another request. */
function errorResponse(error: WireError, heard: boolean): Response {
	const headers = new Headers();
	if (!heard) headers.set("Connection", "close");
	if (error.retryAfterMs !== undefined)
		headers.set("Retry-After", String(Math.ceil(error.retryAfterMs / 1_000)));
	return Response.json({ error }, { status: httpStatus[error.code] ?? 400, headers });
}
