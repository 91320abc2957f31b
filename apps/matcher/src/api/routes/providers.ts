import { createRoute } from "@hono/zod-openapi";
import {
	Address,
	ProviderHistory,
	ProviderHistoryQuery,
	ProviderId,
	ProviderView,
	VoucherList,
} from "@tabgrid/protocol";
import { z } from "zod";
import { providerHistory, providerView, voucherList } from "../../store/index.ts";
import type { Api, ApiParts } from "../ApiParts.ts";
import { failures, json } from "../documentation.ts";

/** GET /vouchers, /providers/:id and its history: what providers did and earned. */
export function addProviderRoutes(api: Api, { db }: ApiParts): void {
	api.openapi(
		createRoute({
			method: "get",
			path: "/vouchers",
			tags: ["providers"],
			summary: "A wallet's newest vouchers, one for each job",
			description: "Not secret: a voucher pays its wallet only, whoever redeems it.",
			request: { query: z.object({ wallet: Address }) },
			responses: { 200: json("Signed vouchers, newest job first.", VoucherList), ...failures },
		}),
		async (context) => {
			const { wallet } = context.req.valid("query");
			return context.json(await voucherList(db, wallet), 200);
		},
	);
	api.openapi(
		createRoute({
			method: "get",
			path: "/providers/{providerId}",
			tags: ["providers"],
			summary: "What is known of a provider",
			description: "One that never connected has an empty account, whose `firstSeen` is null.",
			request: { params: z.object({ providerId: ProviderId }) },
			responses: { 200: json("Its account.", ProviderView), ...failures },
		}),
		async (context) => {
			const { providerId } = context.req.valid("param");
			return context.json(await providerView(db, providerId, Date.now()), 200);
		},
	);
	api.openapi(
		createRoute({
			method: "get",
			path: "/providers/{providerId}/history",
			tags: ["providers"],
			summary: "What a provider did, day by day, by kernel and by job",
			request: { params: z.object({ providerId: ProviderId }), query: ProviderHistoryQuery },
			responses: { 200: json("Its history.", ProviderHistory), ...failures },
		}),
		async (context) => {
			const { providerId } = context.req.valid("param");
			const { days } = context.req.valid("query");
			return context.json(await providerHistory(db, providerId, days, Date.now()), 200);
		},
	);
}
