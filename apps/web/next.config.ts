import path from "node:path";
import type { NextConfig } from "next";

/**
 * Headers that depend on nothing but the build. The content security policy is not among them: it
 * names the matcher and the chain, which are known when the server runs (see proxy.ts).
 */
const isolation = [
	{ key: "Cross-Origin-Opener-Policy", value: "same-origin" },
	{ key: "Cross-Origin-Embedder-Policy", value: "require-corp" },
	{ key: "Cross-Origin-Resource-Policy", value: "same-origin" },
	{ key: "X-Content-Type-Options", value: "nosniff" },
	{ key: "Referrer-Policy", value: "no-referrer" },
	{ key: "Permissions-Policy", value: "camera=(), microphone=(), geolocation=()" },
];

/** The page that the service worker shows offline is kept with these, and has no nonce. */
const offline = [
	{
		key: "Content-Security-Policy",
		value:
			"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'",
	},
];

const nextConfig: NextConfig = {
	reactStrictMode: true,
	poweredByHeader: false,
	allowedDevOrigins: ["127.0.0.1"],
	agentRules: false,
	experimental: { agentUpgrade: false, agentFeedback: false },
	transpilePackages: ["@tabgrid/protocol", "@tabgrid/kernels", "@tabgrid/contracts"],
	turbopack: { root: path.join(import.meta.dirname, "../..") },
	async headers() {
		return [
			{ source: "/:path*", headers: isolation },
			{ source: "/offline/:path*", headers: offline },
			{ source: "/service-worker.js", headers: offline },
		];
	},
};

export default nextConfig;
