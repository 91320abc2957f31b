import { createRoute } from "@hono/zod-openapi";
import { Digest, ModelSpread } from "@tabgrid/protocol";
import { z } from "zod";
import { modelSpread } from "../../store/index.ts";
import type { Api, ApiParts } from "../ApiParts.ts";
import { failures, json } from "../documentation.ts";

/** GET /models/:digest/spread: how far agreed results of a model lay apart. */
export function addModelRoutes(api: Api, { db }: ApiParts): void {
	api.openapi(
		createRoute({
			method: "get",
			path: "/models/{digest}/spread",
			tags: ["jobs"],
			summary: "How far agreed results of a model lie apart, by output and backends",
			description:
				"What tolerances of later jobs of the same model are refined by. No outputs for a model that nobody has compared yet.",
			request: { params: z.object({ digest: Digest }) },
			responses: { 200: json("Distances.", ModelSpread), ...failures },
		}),
		async (context) => context.json(await modelSpread(db, context.req.valid("param").digest), 200),
	);
}
