import { type NextRequest, NextResponse } from "next/server";
import { connectOrigins, pagePolicy, workerPolicy } from "@/lib/contentSecurityPolicy";
import { rpcOf } from "@/lib/rpcOf";
import { readRuntimeConfig } from "@/lib/runtimeConfig";

const dev = process.env.NODE_ENV === "development";
const runtime = readRuntimeConfig();
const connect = connectOrigins(runtime);
const forWorkers = workerPolicy({ connect, dev });

/** A receipts page may also ask the chain by the endpoint that its visitor put into its address. */
function connectFor({ nextUrl }: NextRequest): readonly string[] {
	const rpcUrl = nextUrl.pathname.startsWith("/receipts/")
		? rpcOf(nextUrl.searchParams.get("rpc"))
		: null;
	if (rpcUrl === null) return connect;
	return [...new Set([...connect, ...connectOrigins({ ...runtime, rpcUrl })])];
}

/**
 * Sets the content security policy while the server runs, because it names the matcher and the chain.
 * Pages get a nonce of their own. Scripts get the workers' policy: a dedicated worker obeys the
 * policy of its own script's response, and for any other script the header has no meaning.
 */
export function proxy(request: NextRequest) {
	if (request.nextUrl.pathname.startsWith("/_next/static/")) {
		const response = NextResponse.next();
		response.headers.set("Content-Security-Policy", forWorkers);
		// The policy is a part of the stored response, so a worker's script, a small bootstrap, is never
		// stored: another matcher would otherwise stay forbidden for as long as the script is cached.
		if (request.headers.get("sec-fetch-dest") === "worker")
			response.headers.set("Cache-Control", "no-store");
		return response;
	}
	const nonce = Buffer.from(crypto.randomUUID()).toString("base64");
	const policy = pagePolicy({ nonce, connect: connectFor(request), dev });
	const headers = new Headers(request.headers);
	headers.set("x-nonce", nonce);
	headers.set("Content-Security-Policy", policy);
	const response = NextResponse.next({ request: { headers } });
	response.headers.set("Content-Security-Policy", policy);
	return response;
}

export const config = {
	matcher: [
		"/_next/static/:path*.js",
		"/_next/static/:path*.mjs",
		{
			source:
				"/((?!_next/|examples/|favicon.ico|icon.svg|icons/|offline/|service-worker.js|manifest.webmanifest).*)",
			missing: [
				{ type: "header", key: "next-router-prefetch" },
				{ type: "header", key: "purpose", value: "prefetch" },
			],
		},
	],
};
