import { expect, test } from "vitest";
import { connectOrigins, pagePolicy, workerPolicy } from "./contentSecurityPolicy";

const connect = connectOrigins({
	matcherUrl: "https://matcher.example/base",
	rpcUrl: "http://127.0.0.1:8545",
});

test("each origin is allowed in its http and its WebSocket form, without a path", () => {
	expect(connect).toEqual([
		"https://matcher.example",
		"wss://matcher.example",
		"http://127.0.0.1:8545",
		"ws://127.0.0.1:8545",
	]);
});

test("a production page runs no script without the nonce and evaluates no text", () => {
	const policy = pagePolicy({ nonce: "abc", connect, dev: false });
	expect(policy).toContain("script-src 'self' 'nonce-abc' 'strict-dynamic' 'wasm-unsafe-eval';");
	expect(policy).not.toMatch(/'unsafe-eval'|style-src 'self' 'unsafe-inline'/);
	expect(policy).toContain(`connect-src 'self' ${connect.join(" ")};`);
});

test("a worker may reach the matcher and the chain and nobody else", () => {
	const policy = workerPolicy({ connect, dev: false });
	expect(policy).toContain("default-src 'none'");
	expect(policy).toContain(`connect-src 'self' ${connect.join(" ")}`);
});
