import { createRoute } from "@hono/zod-openapi";
import { faucetAmount } from "@tabgrid/contracts";
import { amountText, FaucetReply, FaucetRequest, TabgridError } from "@tabgrid/protocol";
import { faucetWei } from "../../chain/Operator.ts";
import { RateLimit } from "../../RateLimit.ts";
import type { Api, ApiParts } from "../ApiParts.ts";
import { failures, json } from "../documentation.ts";

/** POST /faucet: play money, on a local devnet only. */
export function addFaucetRoute(api: Api, { config, operator }: ApiParts): void {
	const requests = new RateLimit("faucet requests", config.rates.faucetPerHour, 3_600);
	api.openapi(
		createRoute({
			method: "post",
			path: "/faucet",
			tags: ["devnet"],
			summary: "Gas money and test tokens",
			request: {
				body: { required: true, content: { "application/json": { schema: FaucetRequest } } },
			},
			responses: { 200: json("Sent, and in a block.", FaucetReply), ...failures },
		}),
		async (context) => {
			if (!config.faucet)
				throw new TabgridError("FAUCET_DISABLED", "There is no faucet on this grid.");
			await requests.take(context.get("address"));
			const { eth, token } = await operator.faucet(context.req.valid("json").address);
			return context.json(
				{ token: amountText(faucetAmount), wei: amountText(faucetWei), txs: [eth, token] },
				200,
			);
		},
	);
}
