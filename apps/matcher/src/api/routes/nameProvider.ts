import { createRoute } from "@hono/zod-openapi";
import {
	NameRequest,
	nameMessage,
	ProviderId,
	ProviderView,
	type SessionKey,
	signatureMaxAgeMs,
	TabgridError,
	verifySessionSignature,
} from "@tabgrid/protocol";
import { z } from "zod";
import { RateLimit } from "../../RateLimit.ts";
import { nameProvider, providerView, sessionKeyOf } from "../../store/index.ts";
import type { Api, ApiParts } from "../ApiParts.ts";
import { failures, json } from "../documentation.ts";

/** Choices of a name an hour, for one provider and for one address. */
const perProvider = 10;
const perAddress = 60;

/** POST /providers/:id/name: a provider chooses the name that it is listed by, or takes it back. */
export function addNameRoute(api: Api, { db, chain }: ApiParts): void {
	const domain = { chainId: chain.id, escrow: chain.escrow };
	const byProvider = new RateLimit("changes of this provider's name", perProvider, 3_600);
	const byAddress = new RateLimit("changes of names", perAddress, 3_600);
	api.openapi(
		createRoute({
			method: "post",
			path: "/providers/{providerId}/name",
			tags: ["providers"],
			summary: "Choose the name that a provider is listed by; null removes it",
			description: "Signed by the provider's session key over the lines of `nameMessage`.",
			request: {
				params: z.object({ providerId: ProviderId }),
				body: { content: { "application/json": { schema: NameRequest } }, required: true },
			},
			responses: { 200: json("Its account.", ProviderView), ...failures },
		}),
		async (context) => {
			const { providerId } = context.req.valid("param");
			const { name, issuedAt, signature } = context.req.valid("json");
			await byAddress.take(context.get("address"));
			const choice = { providerId, name, issuedAt };
			checkTime(issuedAt);
			const sessionKey: SessionKey | null = await sessionKeyOf(db, providerId);
			if (sessionKey === null)
				throw new TabgridError("NOT_FOUND", `No provider ${providerId} was ever here.`);
			if (!(await verifySessionSignature(sessionKey, nameMessage(domain, choice), signature)))
				throw new TabgridError(
					"BAD_SIGNATURE",
					"The name was not signed by this provider's session key.",
				);
			// After the signature, so that nobody else can use a provider's share up.
			await byProvider.take(providerId);
			await nameProvider(db, choice);
			return context.json(await providerView(db, providerId, Date.now()), 200);
		},
	);
}

function checkTime(issuedAt: number): void {
	if (Math.abs(Date.now() - issuedAt) > signatureMaxAgeMs)
		throw new TabgridError(
			"BAD_SIGNATURE",
			"The signature's time is more than ten minutes off. Check the clock and sign again.",
		);
}
