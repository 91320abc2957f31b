import { Command } from "@commander-js/extra-typings";
import { Address } from "@tabgrid/protocol";
import { balanceOf } from "@tabgrid/sdk";
import { connect, openWallet } from "../connect.ts";
import { contextOf, shared } from "../context.ts";
import { money } from "../money.ts";

/** `tabgrid faucet`: play money on a devnet. */
export function faucetCommand(signal: AbortSignal) {
	return new Command("faucet")
		.description("Get gas money and test dollars for your wallet; on a devnet only.")
		.addOption(shared.keyFile())
		.addOption(shared.matcher())
		.addOption(shared.rpc())
		.addOption(shared.json())
		.action(async (options) => {
			const context = contextOf(options, signal);
			const connection = await connect(context);
			const { api, config } = connection;
			const wallet = await openWallet(context.settings, connection);
			const { txs } = await api.faucet(Address.parse(wallet.account.address));
			for (const tx of txs)
				await wallet.reader.waitForTransactionReceipt({ hash: `0x${tx.slice(2)}` });
			const { address } = wallet.account;
			const balance = await balanceOf(wallet, { token: config.token.address }, address);
			context.output.result(
				{ wallet: address, balance, txs },
				`${address} has ${money(balance, config.token)}.`,
			);
		});
}
