import { setTimeout as pause } from "node:timers/promises";
import type { Address, JobId, Voucher } from "@tabgrid/protocol";
import { type Contracts, type MatcherApi, redeemVoucher, type Wallet } from "@tabgrid/sdk";
import { redeemOnPage } from "../browser/index.ts";
import type { ProviderTab } from "./openProviders.ts";

export interface RedeemAllOptions {
	readonly api: MatcherApi;
	readonly jobId: JobId;
	readonly contracts: Contracts;
	/** Pays the gas for the providers that do not redeem themselves. */
	readonly relayer: Wallet;
	readonly tabs: readonly ProviderTab[];
}

/** How many vouchers were redeemed, and by whose transaction. */
export interface Redemptions {
	readonly byPage: number;
	readonly byRelayer: number;
}

/** How long a page may take to redeem, in ms. */
const patience = 60_000;

/**
 * Redeems every voucher of the job: the first one by the button of its provider's page, the others by
 * a relayer, as anyone may.
 */
export async function redeemAll(options: RedeemAllOptions): Promise<Redemptions> {
	const { api, jobId, contracts, relayer, tabs } = options;
	let byPage = 0;
	let byRelayer = 0;
	for (const { page, wallet } of tabs) {
		const voucher = await voucherOf(api, jobId, wallet);
		if (voucher === undefined) continue;
		if (byPage === 0) {
			await redeemOnPage(page);
			await untilRedeemed(api, jobId, wallet);
			byPage++;
		} else {
			await redeemVoucher(relayer, contracts, voucher);
			byRelayer++;
		}
	}
	return { byPage, byRelayer };
}

async function untilRedeemed(api: MatcherApi, jobId: JobId, wallet: Address): Promise<void> {
	const deadline = Date.now() + patience;
	while (await voucherOf(api, jobId, wallet)) {
		if (Date.now() > deadline) {
			throw new Error(`The page of ${wallet} did not redeem in ${patience / 1000} s.`);
		}
		await pause(100);
	}
}

/** A wallet's voucher for the job while it is worth something. */
async function voucherOf(
	api: MatcherApi,
	jobId: JobId,
	wallet: Address,
): Promise<Voucher | undefined> {
	const { vouchers } = await api.vouchers(wallet);
	return vouchers.find(
		(voucher) => voucher.jobId === jobId && BigInt(voucher.amount) > BigInt(voucher.redeemed),
	);
}
