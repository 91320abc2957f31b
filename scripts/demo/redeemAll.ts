import { setTimeout as pause } from "node:timers/promises";
import { Address, type JobId, type Voucher } from "@tabgrid/protocol";
import { redeemOnPage } from "../browser/index.ts";
import { type Contracts, type MatcherApi, redeemVoucher, type Wallet } from "../client/index.ts";
import type { ProviderTab } from "./openProviders.ts";

export interface RedeemAllOptions {
	readonly api: MatcherApi;
	readonly jobId: JobId;
	readonly contracts: Contracts;
	/** Pays the gas for the providers that do not redeem themselves. */
	readonly relayer: Wallet;
	/** The first one redeems by the button of its page. */
	readonly tabs: readonly ProviderTab[];
}`[];
	readonly page: Page;
}

/**
 * Redeems every voucher of the job: the first provider's through the button of its page, the others'
 * by a relayer, as anyone may. Answers the relayer's transactions.
 */
export async function redeemAll(options: RedeemAllOptions): Promise<string[]> {
	const { api, jobId, contracts, relayer, tabs } = options;
	const [first, ...others] = tabs;
	const txs: string[] = [];
	if (first && (await voucherOf(api, jobId, first.wallet))) {
		await redeemOnPage(first.page);
		while (await voucherOf(api, jobId, first.wallet)) await pause(100);
	}
	for (const { wallet } of others) {
		const voucher = await voucherOf(api, jobId, wallet);
		if (voucher) txs.push(await redeemVoucher(relayer, contracts, voucher));
	}
	return txs;
}

/** A wallet's voucher for the job while it is worth something. */
async function voucherOf(
	api: MatcherApi,
	jobId: JobId,
	wallet: `0x${string}`,
): Promise<Voucher | undefined> {
	const { vouchers } = await api.vouchers(Address.parse(wallet));
	return vouchers.find(
		(voucher) => voucher.jobId === jobId && BigInt(voucher.amount) > BigInt(voucher.redeemed),
	);
}
