import { providerStakesAbi, testDollarAbi } from "@tabgrid/contracts";
import { anvilAccounts } from "@tabgrid/contracts/node";
import { Address, type ProviderId } from "@tabgrid/protocol";
import { createWalletClient, http } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { foundry } from "viem/chains";
import type { TestGrid } from "./startGrid.ts";

const account = privateKeyToAccount(anvilAccounts[2].privateKey);
const operator = privateKeyToAccount(anvilAccounts[0].privateKey).address;

/** Whose stakes {@link putAtStake} makes. */
export const stakeOwner = Address.parse(account.address);

/** Puts play money at stake for a provider with the grid's operator. */
export async function putAtStake(grid: TestGrid, providerId: ProviderId, amount: bigint) {
	const wallet = createWalletClient({ account, chain: foundry, transport: http(grid.rpcUrl) });
	const token = { address: grid.token, abi: testDollarAbi };
	const hashes = [
		await wallet.writeContract({ ...token, functionName: "faucetTo", args: [account.address] }),
		await wallet.writeContract({ ...token, functionName: "approve", args: [grid.stakes, amount] }),
		await wallet.writeContract({
			address: grid.stakes,
			abi: providerStakesAbi,
			functionName: "stake",
			args: [operator, `0x${providerId}`, amount],
		}),
	];
	for (const hash of hashes) await grid.chain.waitForTransactionReceipt({ hash });
}

/** What the chain says is at stake for a provider, and the blocks and shards of what was burned. */
export async function stakesOnChain(grid: TestGrid, providerId: ProviderId) {
	const contract = { address: grid.stakes, abi: providerStakesAbi } as const;
	const { amount } = await grid.chain.readContract({
		...contract,
		functionName: "stakeOf",
		args: [operator, `0x${providerId}`, stakeOwner],
	});
	const events = await grid.chain.getContractEvents({
		...contract,
		eventName: "StakeBurned",
		args: { providerId: `0x${providerId}` },
		fromBlock: 0n,
		strict: true,
	});
	const burned = events.map(({ blockNumber, args }) => ({ blockNumber, shard: args.shardIndex }));
	return { amount, burned };
}
