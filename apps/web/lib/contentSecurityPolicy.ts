import type { RuntimeConfig } from "./runtimeConfig";

/** The http and the WebSocket form of each origin that a tab talks to besides its own. */
export function connectOrigins(config: Pick<RuntimeConfig, "matcherUrl" | "rpcUrl">): string[] {
	const origins = [config.matcherUrl, config.rpcUrl].flatMap((url) => {
		const { origin } = new URL(url);
		return [origin, origin.replace(/^http/, "ws")];
	});
	return [...new Set(origins)];
}

const join = (directives: readonly (string | null)[]) =>
	directives.filter((directive) => directive !== null).join("; ");

/**
 * The policy of a page: scripts by nonce (and what they load themselves), nothing from a foreign
 * origin, connections only to the matcher and the chain.
 *
 * `style-src-attr` is open because React writes `style` attributes into server-rendered HTML, which
 * cannot run code; `style` elements need the nonce.
 */
export function pagePolicy(options: {
	readonly nonce: string;
	readonly connect: readonly string[];
	readonly dev: boolean;
}): string {
	const { nonce, connect, dev } = options;
	return join([
		"default-src 'self'",
		`script-src 'self' 'nonce-${nonce}' 'strict-dynamic' 'wasm-unsafe-eval'${dev ? " 'unsafe-eval'" : ""}`,
		dev ? "style-src 'self' 'unsafe-inline'" : `style-src-elem 'self' 'nonce-${nonce}'`,
		dev ? null : "style-src-attr 'unsafe-inline'",
		"img-src 'self' blob: data:",
		"font-src 'self'",
		`connect-src ${["'self'", ...(dev ? ["ws:"] : []), ...connect].join(" ")}`,
		"worker-src 'self'",
		"frame-src 'none'",
		"object-src 'none'",
		"base-uri 'none'",
		"form-action 'self'",
		"frame-ancestors 'none'",
	]);
}

/**
 * The policy of a worker, which takes it from its own script's response and not from the page: its
 * own modules and WebAssembly, and connections to the matcher and the chain.
 */
export function workerPolicy(options: {
	readonly connect: readonly string[];
	readonly dev: boolean;
}): string {
	const { connect, dev } = options;
	return join([
		"default-src 'none'",
		`script-src 'self' 'wasm-unsafe-eval'${dev ? " 'unsafe-eval'" : ""}`,
		`connect-src ${["'self'", ...(dev ? ["ws:"] : []), ...connect].join(" ")}`,
		"worker-src 'self'",
	]);
}
