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

const nextConfig: NextConfig = {
	reactStrictMode: true,
	poweredByHeader: false,
	allowedDevOrigins: ["127.0.0.1"],
	agentRules: false,
	experimental: { agentUpgrade: false, agentFeedback: false },
	transpilePackages: ["@tabgrid/protocol", "@tabgrid/kernels", "@tabgrid/contracts"],
	turbopack: { root: path.join(import.meta.dirname, "../..") },
	async headers() {
		return [{ source: "/:path*", headers: isolation }];
	},
};

export default nextConfig;
