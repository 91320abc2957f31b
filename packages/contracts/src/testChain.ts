import { createPublicClient, createTestClient, createWalletClient, type Hex, http } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { foundry } from "viem/chains";
import { type AnvilAccount, anvilAccounts, deployContracts, startAnvil } from "./node/index.ts";

/** An anvil of one test file with the contracts on it; `stop` it afterwards. */
export async function startTestChain() {
	const anvil = await startAnvil();
	const contracts = await deployContracts({
		rpcUrl: anvil.rpcUrl,
		privateKey: anvilAccounts[0].privateKey,
	});
	const options = { chain: foundry, transport: http(anvil.rpcUrl), pollingInterval: 50 };
	const reader = createPublicClient({ ...options, cacheTime: 0 });
	return {
		...contracts,
		rpcUrl: anvil.rpcUrl,
		reader,
		time: createTestClient({ ...options, mode: "anvil" }),
		walletOf: (account: AnvilAccount) =>
			createWalletClient({ ...options, account: privateKeyToAccount(account.privateKey) }),
		/** Waits for a transaction; throws when it reverted. */
		async done(hash: Hex) {
			const receipt = await reader.waitForTransactionReceipt({ hash });
			if (receipt.status !== "success") throw new Error(`${hash} reverted.`);
			return receipt;
		},
		stop: anvil.stop,
	};
}
