import { createRoute } from "@hono/zod-openapi";
import {
	Address,
	RedemptionList,
	RedemptionReply,
	RedemptionRequest,
	TabgridError,
} from "@tabgrid/protocol";
import { z } from "zod";
import { RateLimit } from "../../RateLimit.ts";
import { Relayer } from "../../settling/Relayer.ts";
import { redemptionList } from "../../store/index.ts";
import type { Api, ApiParts } from "../ApiParts.ts";
import { failures, json } from "../documentation.ts";

/** GET and POST /redemptions: what the chain paid a wallet, and redeeming with the operator's gas. */
export function addRedemptionRoutes(api: Api, { config, db, operator }: ApiParts): void {
	const { relaysPerHour } = config.rates;
	const requests = new RateLimit("redemption requests", relaysPerHour, 3_600);
	const transactions = new RateLimit("redemptions for this wallet", relaysPerHour, 3_600);
	const relayer = new Relayer(db, operator, config.relay.gasPerDay, transactions);
	api.openapi(
		createRoute({
			method: "get",
			path: "/redemptions",
			tags: ["providers"],
			summary: "What the chain has paid a wallet, newest first",
			request: { query: z.object({ wallet: Address }) },
			responses: { 200: json("The newest 200 redemptions.", RedemptionList), ...failures },
		}),
		async (context) =>
			context.json(await redemptionList(db, context.req.valid("query").wallet), 200),
	);
	api.openapi(
		createRoute({
			method: "post",
			path: "/redemptions",
			tags: ["providers"],
			summary: "Redeem a wallet's vouchers with the operator's gas",
			description:
				"Only where GET /config says relaysRedemptions. The contract pays the wallet that the vouchers name, whoever asks.",
			request: {
				body: { required: true, content: { "application/json": { schema: RedemptionRequest } } },
			},
			responses: {
				200: json("In a block, or nothing was left to pay.", RedemptionReply),
				...failures,
			},
		}),
		async (context) => {
			if (!config.relay.enabled)
				throw new TabgridError(
					"RELAY_DISABLED",
					"This grid's operator pays no gas for redemptions; redeem with your own wallet.",
				);
			await requests.take(context.get("address"));
			const { wallet, jobIds } = context.req.valid("json");
			return context.json(await relayer.redeem(wallet, jobIds), 200);
		},
	);
}
