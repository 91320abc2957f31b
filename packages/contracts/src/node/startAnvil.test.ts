import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { launcher } from "@tabgrid/launch";
import { TabgridError } from "@tabgrid/protocol";
import { createPublicClient, createWalletClient, http, parseEther } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { foundry } from "viem/chains";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { anvilAccounts, type RunningAnvil, startAnvil } from "./index.ts";

const [rich, poor] = anvilAccounts;
const burn = "0x000000000000000000000000000000000000dEaD";

const holdChain = fileURLToPath(new URL("./testing/holdChain.ts", import.meta.url));

describe("startAnvil", () => {
	let folder: string;
	const running: RunningAnvil[] = [];
	const start = async (options?: Parameters<typeof startAnvil>[0]) => {
		const anvil = await startAnvil(options);
		running.push(anvil);
		return anvil;
	};
	beforeEach(() => {
		folder = mkdtempSync(join(tmpdir(), "tabgrid-anvil-"));
	});
	afterEach(async () => {
		await Promise.all(running.splice(0).map((anvil) => anvil.stop()));
		rmSync(folder, { recursive: true, force: true });
	});
	const reader = ({ rpcUrl }: Pick<RunningAnvil, "rpcUrl">) =>
		createPublicClient({ chain: foundry, transport: http(rpcUrl) });

	it("takes a free port and answers at once", async () => {
		const [one, two] = await Promise.all([start(), start()]);
		expect(one.rpcUrl).not.toBe(two.rpcUrl);
		expect(await reader(one).getChainId()).toBe(31337);
		expect(process.kill(one.pid, 0)).toBe(true);
	});

	it("keeps the chain over a stop and a start", async () => {
		const stateFile = join(folder, "state", "chain.json");
		const first = await start({ stateFile });
		const wallet = createWalletClient({
			chain: foundry,
			transport: http(first.rpcUrl),
			account: privateKeyToAccount(rich.privateKey),
		});
		const hash = await wallet.sendTransaction({ to: burn, value: parseEther("1") });
		await reader(first).waitForTransactionReceipt({ hash });
		await first.stop();
		expect(existsSync(stateFile)).toBe(true);

		const second = await start({ stateFile });
		expect(await reader(second).getBalance({ address: burn })).toBe(parseEther("1"));
		expect((await reader(second).getTransactionReceipt({ hash })).status).toBe("success");
	});

	it("says so when it was stopped, and may be stopped twice", async () => {
		const anvil = await start();
		expect(await reader(anvil).getBlockNumber()).toBe(0n);
		await Promise.all([anvil.stop(), anvil.stop()]);
		expect(await anvil.exited).toBe(0);
		await expect(reader(anvil).getChainId()).rejects.toThrow();
	});

	it("writes its state however early it is stopped", async () => {
		const stop = async (n: number) => {
			const stateFile = join(folder, `${n}.json`);
			const anvil = await start({ stateFile });
			await anvil.stop();
			return { code: await anvil.exited, kept: existsSync(stateFile) };
		};
		const stopped = await Promise.all(Array.from({ length: 8 }, (_, n) => stop(n)));
		expect(stopped).toEqual(stopped.map(() => ({ code: 0, kept: true })));
	});

	it("refuses a port that is taken, with anvil's own words", async () => {
		const { rpcUrl } = await start();
		const second = startAnvil({ port: Number(new URL(rpcUrl).port) });
		await expect(second).rejects.toThrow(/in use/);
		await expect(second).rejects.toBeInstanceOf(TabgridError);
	});

	it("refuses a damaged state file instead of starting a new chain", async () => {
		const stateFile = join(folder, "chain.json");
		writeFileSync(stateFile, '{"block": {');
		await expect(startAnvil({ stateFile })).rejects.toThrow(TabgridError);
	});

	it.each(["SIGINT", "SIGTERM"] as const)("ends when %s ends its program", async (signal) => {
		const program = spawn(process.execPath, [launcher, holdChain], {
			stdio: ["ignore", "pipe", "inherit"],
		});
		const ended = new Promise((resolve) => program.once("exit", (_, by) => resolve(by)));
		const rpcUrl = await new Promise<string>((resolve) => {
			program.stdout.once("data", (chunk) => resolve(String(chunk).trim()));
		});
		expect(await reader({ rpcUrl }).getChainId()).toBe(31337);
		program.kill(signal);
		expect(await ended).toBe(signal);
		const answers = () =>
			fetch(rpcUrl, { method: "POST" }).then(
				() => true,
				() => false,
			);
		await expect.poll(answers, { timeout: 20_000 }).toBe(false);
	});

	it("funds the accounts that it documents", async () => {
		const anvil = await start({ chainId: 1337 });
		expect(await reader(anvil).getChainId()).toBe(1337);
		for (const { address, privateKey } of anvilAccounts) {
			expect(privateKeyToAccount(privateKey).address).toBe(address);
		}
		expect(await reader(anvil).getBalance({ address: poor.address })).toBe(parseEther("10000"));
	});
});
