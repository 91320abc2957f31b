import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { anvilAccounts, type RunningAnvil, startAnvil } from "@tabgrid/contracts/node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runMatcherToEnd } from "./harness/matcherProcess.ts";

describe("a matcher that can't start says why and ends", () => {
	let anvil: RunningAnvil;
	let folder: string;
	const settings = (changes: Record<string, string>) => ({
		PORT: "0",
		DATA_DIR: folder,
		RPC_URL: anvil.rpcUrl,
		CHAIN_ID: "31337",
		CONTRACT_ADDRESS: `0x${"1".repeat(40)}`,
		OPERATOR_KEY: anvilAccounts[0].privateKey,
		...changes,
	});
	beforeAll(async () => {
		anvil = await startAnvil();
		folder = await mkdtemp(join(tmpdir(), "tabgrid-start-"));
	});
	afterAll(async () => {
		await anvil.stop();
		await rm(folder, { recursive: true, force: true });
	});

	it.each([
		[
			"the environment is incomplete",
			{ RPC_URL: "", CHAIN_ID: "" },
			/RPC_URL: is required.*\n.*CHAIN_ID/,
		],
		[
			"the node serves another chain",
			{ CHAIN_ID: "1337" },
			/serves chain 31337, but CHAIN_ID says 1337/,
		],
		["there is no escrow", {}, /no contract at CONTRACT_ADDRESS/],
	])("when %s", async (_, changes, message) => {
		const { code, output } = await runMatcherToEnd(settings(changes));
		expect(output).toMatch(message);
		expect(code).toBe(1);
	});
});
