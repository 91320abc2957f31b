import { expect, test } from "vitest";
import { readRuntimeConfig } from "./runtimeConfig";

test("an empty environment means the local devnet", () => {
	expect(readRuntimeConfig({})).toEqual({
		matcherUrl: "http://127.0.0.1:4000",
		rpcUrl: "http://127.0.0.1:8545",
		chainId: 31337,
		chainName: "Local devnet",
		provideOnOpen: true,
	});
});

test("an empty variable counts as absent, and a trailing slash goes", () => {
	const config = readRuntimeConfig({
		TABGRID_MATCHER_URL: "https://matcher.example/",
		TABGRID_RPC_URL: "",
		TABGRID_PROVIDE_ON_OPEN: "off",
	});
	expect(config.matcherUrl).toBe("https://matcher.example");
	expect(config.rpcUrl).toBe("http://127.0.0.1:8545");
	expect(config.provideOnOpen).toBe(false);
});

test("a variable that makes no sense is named", () => {
	expect(() =>
		readRuntimeConfig({ TABGRID_MATCHER_URL: "ftp://x", TABGRID_CHAIN_ID: "mainnet" }),
	).toThrow(/TABGRID_MATCHER_URL.*TABGRID_CHAIN_ID/);
});
