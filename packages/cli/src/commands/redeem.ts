import { Command } from "@commander-js/extra-typings";
import { Address } from "@tabgrid/protocol";
import { redeemVouchers, unredeemed } from "@tabgrid/sdk";
import { connect, openWallet } from "../connect.ts";
import { contextOf, readJobId, shared } from "../context.ts";
import { money } from "../money.ts";

/** `tabgrid redeem`: cashes the wallet's vouchers in. */
export function redeemCommand(signal: AbortSignal) {
	return new Command("redeem")
		.description("Redeem your wallet's vouchers: what its providers have earned.")
		.option("--job <job>", "only this job's")
		.addOption(shared.keyFile())
		.addOption(shared.matcher())
		.addOption(shared.rpc())
		.addOption(shared.json())
		.action(async (options) => {
			const context = contextOf(options, signal);
			const connection = await connect(context);
			const { api, config } = connection;
			const only = options.job === undefined ? undefined : readJobId(options.job);
			const wallet = await openWallet(context.settings, connection);
			const { vouchers } = await api.vouchers(Address.parse(wallet.account.address));
			const worth = vouchers.filter(
				(voucher) => unredeemed(voucher) > 0n && (only === undefined || voucher.jobId === only),
			);
			const { txs, paid } = await redeemVouchers(wallet, config, worth);
			const text =
				worth.length === 0
					? `${wallet.account.address} has nothing to redeem.`
					: `${money(paid, config.token)} of ${worth.length} ${worth.length === 1 ? "job" : "jobs"} paid to ${wallet.account.address}\n${txs.join("\n")}`;
			context.output.result(
				{ wallet: wallet.account.address, jobs: worth.length, paid, txs },
				text,
			);
		});
}
