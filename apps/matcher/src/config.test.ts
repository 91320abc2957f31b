import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { ConfigError, environmentVariables, readConfig } from "./config.ts";

const required = {
	RPC_URL: "http://127.0.0.1:8545",
	CHAIN_ID: "31337",
	CONTRACT_ADDRESS: `0x${"A".repeat(40)}`,
	OPERATOR_KEY: `0x${"1".repeat(64)}`,
};

describe("the configuration", () => {
	it("needs four variables and has a default for every other one", () => {
		const config = readConfig(required);
		expect(config).toMatchObject({
			host: "127.0.0.1",
			port: 4000,
			faucet: true,
			relay: { enabled: true },
			corsOrigins: ["*"],
			chain: { chainId: 31337, escrow: `0x${"a".repeat(40)}`, confirmations: 0, devnet: true },
		});
	});

	it("names every variable that is missing or wrong, in one message", () => {
		const read = () => readConfig({ PORT: "99999", LOG_LEVEL: "loud", RPC_URL: "ftp://x" });
		expect(read).toThrow(ConfigError);
		for (const name of [
			"PORT",
			"LOG_LEVEL",
			"RPC_URL",
			"CHAIN_ID",
			"CONTRACT_ADDRESS",
			"OPERATOR_KEY",
		])
			expect(read).toThrow(new RegExp(`^ {2}${name}: `, "m"));
	});

	it("takes an empty variable for an unset one", () => {
		expect(readConfig({ ...required, DATABASE_URL: "", PORT: "" }).port).toBe(4000);
	});

	it("waits for confirmations and has no faucet on a real chain, whatever is asked", () => {
		const real = { ...required, CHAIN_ID: "8453" };
		expect(readConfig(real)).toMatchObject({
			faucet: false,
			relay: { enabled: false },
			chain: { confirmations: 3 },
		});
		expect(() => readConfig({ ...real, FAUCET: "true" })).toThrow(/FAUCET: .*8453/);
	});

	it("is documented variable by variable in .env.example, with the defaults that hold", async () => {
		const text = await readFile(new URL("../../../.env.example", import.meta.url), "utf8");
		const documented = [...text.matchAll(/^([A-Z_]+)=(.*)$/gm)]
			.map(([, name = "", value = ""]): [string, string] => [name, value])
			.filter(([name]) => !name.startsWith("TABGRID_")); // those of the command line
		expect(documented.map(([name]) => name).toSorted()).toEqual(environmentVariables.toSorted());
		const shown = Object.fromEntries(documented);
		expect(readConfig({ ...shown, ...required })).toEqual(readConfig(required));
	});

	it("never says the operator's key", () => {
		const secret = `0x${"9".repeat(63)}`;
		let message = "";
		try {
			readConfig({ ...required, OPERATOR_KEY: secret });
		} catch (error) {
			message = String(error);
		}
		expect(message).toContain("OPERATOR_KEY");
		expect(message).not.toContain(secret);
	});
});
