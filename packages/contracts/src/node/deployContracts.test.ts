import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { launcher } from "@tabgrid/launch";
import { createPublicClient, createTestClient, http } from "viem";
import { foundry } from "viem/chains";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { create2Proxy, devnetAddresses } from "../generated/addresses.ts";
import { jobEscrowAbi } from "../generated/jobEscrowAbi.ts";
import { providerStakesAbi } from "../generated/providerStakesAbi.ts";
import {
	anvilAccounts,
	type DeployedContracts,
	deployContracts,
	type RunningAnvil,
	startAnvil,
} from "./index.ts";

const [deployer, other] = anvilAccounts;

describe("deployContracts", () => {
	let anvil: RunningAnvil;
	beforeAll(async () => {
		anvil = await startAnvil();
	});
	afterAll(() => anvil?.stop());
	const reader = (rpcUrl: string) =>
		createPublicClient({ chain: foundry, transport: http(rpcUrl) });

	/** What the contracts say of each other: the escrow's token, the stakes' escrow and token. */
	const connected = (rpcUrl: string, { escrow, stakes }: DeployedContracts) => {
		const stakesContract = { address: stakes, abi: providerStakesAbi } as const;
		return Promise.all([
			reader(rpcUrl).readContract({ address: escrow, abi: jobEscrowAbi, functionName: "token" }),
			reader(rpcUrl).readContract({ ...stakesContract, functionName: "escrow" }),
			reader(rpcUrl).readContract({ ...stakesContract, functionName: "token" }),
		]);
	};

	it("puts the contracts where the generated addresses say, whoever deploys", async () => {
		const { rpcUrl } = anvil;
		const deployed = await deployContracts({ rpcUrl, privateKey: deployer.privateKey });
		expect(deployed).toEqual({ ...devnetAddresses, chainId: 31337 });
		const block = await reader(rpcUrl).getBlockNumber();
		expect(await deployContracts({ rpcUrl, privateKey: other.privateKey })).toEqual(deployed);
		expect(await reader(rpcUrl).getBlockNumber(), "a second call sends nothing").toBe(block);
		expect(await connected(rpcUrl, deployed)).toEqual([
			deployed.token,
			deployed.escrow,
			deployed.token,
		]);
	});

	it("escrows another token when one is named", async () => {
		const { rpcUrl } = anvil;
		const { token } = await deployContracts({ rpcUrl, privateKey: deployer.privateKey });
		const again = await deployContracts({ rpcUrl, privateKey: deployer.privateKey, token });
		expect(again.escrow).toBe(devnetAddresses.escrow);
		await expect(
			deployContracts({ rpcUrl, privateKey: deployer.privateKey, token: other.address }),
		).rejects.toThrow(/no contract at the token address/);
	});

	it("deploys plainly on a chain without the deployment proxy", async () => {
		const bare = await startAnvil();
		try {
			const test = createTestClient({
				chain: foundry,
				mode: "anvil",
				transport: http(bare.rpcUrl),
			});
			await test.setCode({ address: create2Proxy, bytecode: "0x" });
			const deployed = await deployContracts({
				rpcUrl: bare.rpcUrl,
				privateKey: deployer.privateKey,
			});
			expect(deployed.escrow).not.toBe(devnetAddresses.escrow);
			expect(deployed.stakes).not.toBe(devnetAddresses.stakes);
			expect(await connected(bare.rpcUrl, deployed)).toEqual([
				deployed.token,
				deployed.escrow,
				deployed.token,
			]);
		} finally {
			await bare.stop();
		}
	});

	it("asks for a token on a chain that is not a local one", async () => {
		const real = await startAnvil({ chainId: 8453 });
		try {
			const { rpcUrl } = real;
			await expect(deployContracts({ rpcUrl, privateKey: deployer.privateKey })).rejects.toThrow(
				/TOKEN_ADDRESS/,
			);
		} finally {
			await real.stop();
		}
	});

	it("is a command that prints JSON, or why it could not", () => {
		const run = (environment: Record<string, string>) =>
			spawnSync(process.execPath, [launcher, "src/node/deployCli.ts"], {
				cwd: fileURLToPath(new URL("../..", import.meta.url)),
				encoding: "utf8",
				env: environment,
			});
		const done = run({ RPC_URL: anvil.rpcUrl, DEPLOYER_KEY: deployer.privateKey });
		expect(JSON.parse(done.stdout)).toEqual({ ...devnetAddresses, chainId: 31337 });
		expect(done.status).toBe(0);

		const keyless = run({ RPC_URL: anvil.rpcUrl });
		expect(keyless.status).toBe(1);
		expect(keyless.stderr).toContain("Set DEPLOYER_KEY");
	});
});
