import { limits, TabgridError } from "@tabgrid/protocol";
import { bodyLimit } from "hono/body-limit";
import { cors } from "hono/cors";
import { routePath } from "hono/route";
import { clientAddress } from "../clientAddress.ts";
import { RateLimit } from "../RateLimit.ts";
import type { Api, ApiParts } from "./ApiParts.ts";

/** What every request passes through: measuring, headers, CORS, rate and size limits. */
export function useMiddleware(api: Api, { config, metrics }: ApiParts): void {
	const requests = new RateLimit("requests", config.rates.httpPerMinute, 60);
	const anyOrigin = config.corsOrigins.includes("*");

	api.use(async (context, next) => {
		const started = performance.now();
		await next();
		const route = routePath(context, -1);
		metrics.httpDuration.observe(
			{ method: context.req.method, route, status: String(context.res.status) },
			(performance.now() - started) / 1_000,
		);
	});
	api.use(async (context, next) => {
		await next();
		// The web app is cross-origin isolated: without this its pages may not load anything from here.
		context.res.headers.set("Cross-Origin-Resource-Policy", "cross-origin");
		context.res.headers.set("X-Content-Type-Options", "nosniff");
		// Nothing served here is a page; a blob opened as one must be able to do nothing.
		context.res.headers.set("Content-Security-Policy", "default-src 'none'; sandbox");
	});
	api.use(
		cors({
			origin: anyOrigin ? "*" : [...config.corsOrigins],
			allowMethods: ["GET", "HEAD", "PUT", "POST", "OPTIONS"],
			allowHeaders: ["Authorization", "Content-Type"],
			exposeHeaders: ["Content-Disposition", "Content-Length", "ETag", "Retry-After"],
			maxAge: 86_400,
		}),
	);
	api.use(async (context, next) => {
		const { incoming } = context.env;
		const peer = incoming.socket.remoteAddress;
		const address = clientAddress(incoming.headers, peer, config.trustProxy);
		context.set("address", address);
		await requests.take(address);
		await next();
	});
	api.on(
		"POST",
		"*",
		bodyLimit({
			maxSize: limits.httpBody,
			onError() {
				throw new TabgridError(
					"TOO_LARGE",
					`A request's body may have ${limits.httpBody} bytes at most; larger things are blobs.`,
				);
			},
		}),
	);
}
