import { burnMultiple, stakeNoticeSeconds, testDollarAbi } from "@tabgrid/contracts";
import { anvilAccounts, deployContracts, startAnvil } from "@tabgrid/contracts/node";
import { Address, digestOf, type GridConfig, ProviderId } from "@tabgrid/protocol";
import { formatUnits } from "viem";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
	addStake,
	balanceOf,
	createWallet,
	giveStakeNotice,
	keepStake,
	type LocalWallet,
	stakeOf,
	withdrawStake,
} from "../src/index.ts";

type StakeConfig = Pick<GridConfig, "stakes" | "operator" | "token">;

const [operator, owner] = anvilAccounts;
const providerId = ProviderId.parse(digestOf(new TextEncoder().encode("a session key")));
const unit = 1_000_000n;

let anvil: Awaited<ReturnType<typeof startAnvil>>;
let wallet: LocalWallet;
let config: StakeConfig;

beforeAll(async () => {
	anvil = await startAnvil();
	const { chainId, stakes, token } = await deployContracts({
		rpcUrl: anvil.rpcUrl,
		privateKey: operator.privateKey,
	});
	config = {
		stakes: Address.parse(stakes),
		operator: Address.parse(operator.address),
		token: { address: Address.parse(token), symbol: "tUSD", decimals: 6 },
	};
	wallet = createWallet(anvil.rpcUrl, chainId, owner.privateKey);
	const hash = await wallet.writer.writeContract({
		address: token,
		abi: testDollarAbi,
		functionName: "faucet",
	});
	await wallet.reader.waitForTransactionReceipt({ hash });
});
afterAll(() => anvil?.stop());

const stake = () => stakeOf(wallet, config, providerId, owner.address);
const held = () => balanceOf(wallet, { token: config.token.address }, owner.address);

describe("a stake", () => {
	it("is nothing before it is put", async () => {
		expect(await stake()).toEqual({ amount: 0n, leaving: 0n, leavesAt: null, covers: 0n });
	});

	it("is refused beyond what the wallet has, before anything is signed", async () => {
		const more = (await held()) + 1n;
		await expect(addStake(wallet, config, providerId, more)).rejects.toMatchObject({
			code: "CHAIN_REFUSED",
			message: expect.stringContaining(`the stake takes ${formatUnits(more, 6)} `),
			details: { needs: String(more) },
		});
	});

	it("leaves the wallet, adds up, and covers jobs up to a hundredth of it", async () => {
		const before = await held();
		await addStake(wallet, config, providerId, 2n * unit);
		await addStake(wallet, config, providerId, unit);
		expect(await held()).toBe(before - 3n * unit);
		expect(await stake()).toMatchObject({ amount: 3n * unit, covers: (3n * unit) / burnMultiple });
	});

	it("covers less from the moment that notice is given, and as much again when it is kept", async () => {
		await giveStakeNotice(wallet, config, providerId, unit);
		const { timestamp } = await wallet.reader.getBlock();
		expect(await stake()).toEqual({
			amount: 3n * unit,
			leaving: unit,
			leavesAt: (Number(timestamp) + stakeNoticeSeconds) * 1_000,
			covers: (2n * unit) / burnMultiple,
		});
		await keepStake(wallet, config, providerId);
		expect(await stake()).toMatchObject({ leaving: 0n, leavesAt: null });
	});

	it("comes back when its notice is over, and not before", async () => {
		await giveStakeNotice(wallet, config, providerId, 2n * unit);
		await expect(withdrawStake(wallet, config, providerId)).rejects.toMatchObject({
			code: "CHAIN_REFUSED",
			message: expect.stringContaining("The notice is not over"),
		});
		const { transport } = wallet.reader;
		await transport.request({ method: "evm_increaseTime", params: [stakeNoticeSeconds] });
		await transport.request({ method: "evm_mine", params: [] });
		const before = await held();
		expect(await withdrawStake(wallet, config, providerId)).toMatchObject({ withdrawn: 2n * unit });
		expect(await held()).toBe(before + 2n * unit);
		expect(await stake()).toMatchObject({ amount: unit, leaving: 0n, leavesAt: null });
	});

	it("is its owner's alone: notice for another's is refused", async () => {
		const other = createWallet(anvil.rpcUrl, wallet.writer.chain.id, anvilAccounts[2].privateKey);
		const refused = { code: "CHAIN_REFUSED" };
		await expect(giveStakeNotice(other, config, providerId, unit)).rejects.toMatchObject(refused);
		await expect(keepStake(other, config, providerId)).rejects.toMatchObject(refused);
	});
});

it("where the grid takes no stakes, every call says so", async () => {
	const none = { ...config, stakes: null };
	const calls = [
		stakeOf(wallet, none, providerId, owner.address),
		addStake(wallet, none, providerId, unit),
		giveStakeNotice(wallet, none, providerId, unit),
		keepStake(wallet, none, providerId),
		withdrawStake(wallet, none, providerId),
	];
	const refused = { code: "CONFLICT", message: expect.stringContaining("takes no stakes") };
	await Promise.all(calls.map((call) => expect(call).rejects.toMatchObject(refused)));
});
