import { createRoute } from "@hono/zod-openapi";
import { builtinModels, kernels } from "@tabgrid/kernels";
import { amountText, GridConfig, KernelList, protocolVersion, Stats } from "@tabgrid/protocol";
import type { Api, ApiParts } from "../ApiParts.ts";
import { failures, json } from "../documentation.ts";

/** GET /config, /kernels and /stats: the grid itself. */
export function addGridRoutes(api: Api, { config, chain, stats }: ApiParts): void {
	api.openapi(
		createRoute({
			method: "get",
			path: "/config",
			tags: ["grid"],
			summary: "What a client needs to know before anything else",
			responses: {
				200: json("The grid's chain, escrow, token and rules.", GridConfig),
				...failures,
			},
		}),
		(context) =>
			context.json(
				{
					protocol: protocolVersion,
					version: "0.1.0",
					chainId: chain.id,
					escrow: chain.escrow,
					token: chain.token,
					stakes: chain.stakes,
					operator: chain.operator,
					devnet: config.chain.devnet,
					relaysRedemptions: config.relay.enabled,
					minPricePerReplica: amountText(config.minPricePerReplica),
					minDeadlineSeconds: config.minDeadlineSeconds,
				} satisfies GridConfig,
				200,
			),
	);
	api.openapi(
		createRoute({
			method: "get",
			path: "/kernels",
			tags: ["grid"],
			summary: "The kernel catalogue, with the digests of built-in models",
			responses: { 200: json("All kernels.", KernelList), ...failures },
		}),
		(context) =>
			context.json(
				{
					kernels: kernels.map(({ id, version, title, summary, model }) => ({
						id,
						version,
						title,
						summary,
						model:
							model.kind === "client"
								? null
								: {
										digest: builtinModels[model.name].digest,
										bytes: builtinModels[model.name].bytes,
									},
					})),
				} satisfies KernelList,
				200,
			),
	);
	api.openapi(
		createRoute({
			method: "get",
			path: "/stats",
			tags: ["grid"],
			summary: "What the grid is doing now",
			responses: { 200: json("Figures at most a second old.", Stats), ...failures },
		}),
		async (context) => context.json(await stats(), 200),
	);
}
