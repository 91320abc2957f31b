import { createRoute } from "@hono/zod-openapi";
import { Health } from "@tabgrid/protocol";
import { z } from "zod";
import type { Api, ApiParts } from "../ApiParts.ts";
import { failures, json } from "../documentation.ts";

/** GET /healthz and /metrics, for whoever runs the matcher. */
export function addHealthRoutes(api: Api, parts: ApiParts): void {
	const { db, blobs, chainHealthy, metrics } = parts;
	api.openapi(
		createRoute({
			method: "get",
			path: "/healthz",
			tags: ["operation"],
			summary: "Whether the matcher and what it stands on are well",
			responses: {
				200: json("All is well.", Health),
				503: json("Something is not.", Health),
				...failures,
			},
		}),
		async (context) => {
			const [database, stored] = await Promise.all([
				db.query("select 1").then(
					() => true,
					() => false,
				),
				blobs.bytes.healthy(),
			]);
			const chain = chainHealthy();
			const ok = database && stored && chain;
			return context.json({ ok, database, chain, blobs: stored }, ok ? 200 : 503);
		},
	);
	api.openapi(
		createRoute({
			method: "get",
			path: "/metrics",
			tags: ["operation"],
			summary: "Prometheus metrics",
			responses: {
				200: { description: "Text.", content: { "text/plain": { schema: z.string() } } },
				...failures,
			},
		}),
		async (context) =>
			context.text(await metrics.register.metrics(), 200, {
				"Content-Type": metrics.register.contentType,
			}),
	);
}
