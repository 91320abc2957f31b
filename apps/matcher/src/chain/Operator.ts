import { explainRevert, jobEscrowAbi, testDollarAbi } from "@tabgrid/contracts";
import {
	type Address,
	type JobId,
	releaseTypedData,
	TabgridError,
	voucherTypedData,
} from "@tabgrid/protocol";
import PQueue from "p-queue";
import { type Hash, parseEther } from "viem";
import type { Logger } from "../log.ts";
import type { Metrics } from "../metrics.ts";
import type { Chain } from "./connectChain.ts";

/** Gas money that one faucet call sends: 1 ether of a devnet. */
export const faucetWei = parseEther("1");

const receiptTimeoutMs = 120_000;
/** Settling overtakes what else waits for the operator's next nonce. */
const settleFirst = 1;

/** A voucher with the operator's own signature; `amount` in minor units. */
export interface SignedVoucher {
	readonly jobId: JobId;
	readonly provider: Address;
	readonly amount: bigint;
	readonly signature: `0x${string}`;
}

/**
 * The matcher's identity on chain. Transactions go out one at a time, each after the receipt of the
 * one before, so that nonces never collide; signatures need no chain.
 */
export class Operator {
	readonly #chain: Chain;
	readonly #log: Logger;
	readonly #metrics: Metrics;
	readonly #queue = new PQueue({ concurrency: 1 });

	constructor(chain: Chain, log: Logger, metrics: Metrics) {
		this.#chain = chain;
		this.#log = log.child({ part: "operator" });
		this.#metrics = metrics;
	}

	/** Signs "this wallet has earned `amount` minor units of this job so far". */
	signVoucher(jobId: JobId, provider: Address, amount: bigint): Promise<`0x${string}`> {
		const typed = voucherTypedData(this.#domain, { jobId, provider, amount });
		return this.#chain.wallet.signTypedData(typed);
	}

	/** Signs the consent to end a job at `earned` minor units. */
	signRelease(jobId: JobId, earned: bigint): Promise<`0x${string}`> {
		return this.#chain.wallet.signTypedData(releaseTypedData(this.#domain, { jobId, earned }));
	}

	/** The escrow's record of a job, as of the newest block. */
	escrowJob(jobId: JobId) {
		return this.#chain.reader.readContract({
			address: this.#chain.escrow,
			abi: jobEscrowAbi,
			functionName: "job",
			args: [hex(jobId)],
		});
	}

	/** What a wallet was paid of a job so far, as of the newest block; minor units. */
	redeemedOf(jobId: JobId, wallet: Address): Promise<bigint> {
		return this.#chain.reader.readContract({
			address: this.#chain.escrow,
			abi: jobEscrowAbi,
			functionName: "redeemedOf",
			args: [hex(jobId), wallet],
		});
	}

	/**
	 * Redeems vouchers in one transaction and waits until it is in a block. Settling goes first.
	 * @param allow asked with the most gas that it can cost, before anything is sent; may throw.
	 * @returns the transaction and the gas it did not use. @throws TabgridError CONFLICT
	 */
	async redeemMany(
		vouchers: readonly SignedVoucher[],
		allow: (gas: bigint) => Promise<void>,
	): Promise<{ hash: Hash; unusedGas: bigint }> {
		const call = {
			account: this.#chain.wallet.account,
			address: this.#chain.escrow,
			abi: jobEscrowAbi,
			functionName: "redeemMany",
			args: [vouchers.map((voucher) => ({ ...voucher, jobId: hex(voucher.jobId) }))],
		} as const;
		let gas = 0n;
		const hash = await this.send("redeemMany", { vouchers: vouchers.length }, async () => {
			gas = ((await this.#chain.reader.estimateContractGas(call)) * 6n) / 5n;
			await allow(gas);
			return this.#chain.wallet.writeContract({ ...call, gas });
		});
		const { gasUsed } = await this.#chain.reader.getTransactionReceipt({ hash });
		return { hash, unusedGas: gas - gasUsed };
	}

	/** Settles a job and waits until the transaction is in a block. @throws TabgridError CONFLICT */
	settle(jobId: JobId, resultRoot: `0x${string}`, earned: bigint): Promise<Hash> {
		const settle = async () => {
			const { request } = await this.#chain.reader.simulateContract({
				account: this.#chain.wallet.account,
				address: this.#chain.escrow,
				abi: jobEscrowAbi,
				functionName: "settle",
				args: [hex(jobId), resultRoot, earned],
			});
			return this.#chain.wallet.writeContract(request);
		};
		return this.send("settle", { jobId, earned: earned.toString() }, settle, settleFirst);
	}

	/** Devnet: sends gas money and mints test tokens. */
	async faucet(to: Address): Promise<{ eth: Hash; token: Hash }> {
		const eth = await this.send("faucet.eth", { to }, () =>
			this.#chain.wallet.sendTransaction({ to: hex(to), value: faucetWei }),
		);
		const token = await this.send("faucet.token", { to }, () =>
			this.#chain.wallet.writeContract({
				address: this.#chain.token.address,
				abi: testDollarAbi,
				functionName: "faucetTo",
				args: [hex(to)],
			}),
		);
		return { eth, token };
	}

	/** Resolves when no transaction waits or runs any more. */
	idle(): Promise<void> {
		return this.#queue.onIdle();
	}

	get #domain() {
		return { chainId: this.#chain.id, escrow: this.#chain.escrow };
	}

	/**
	 * Sends one transaction after those before it and waits until it is in a block.
	 * @param what its name and `facts` for the log; `priority` above 0 overtakes what waits.
	 * @throws TabgridError CONFLICT when the contract refuses it.
	 */
	send(
		what: string,
		facts: Record<string, unknown>,
		send: () => Promise<Hash>,
		priority = 0,
	): Promise<Hash> {
		const run = async () => {
			try {
				const hash = await send();
				const receipt = await this.#chain.reader.waitForTransactionReceipt({
					hash,
					timeout: receiptTimeoutMs,
				});
				if (receipt.status !== "success")
					throw new TabgridError("CONFLICT", `The ${what} transaction reverted.`, {
						details: { hash },
					});
				this.#metrics.transactions.inc({ outcome: "ok" });
				this.#log.info({ ...facts, hash, gas: receipt.gasUsed.toString() }, `Sent ${what}.`);
				return hash;
			} catch (cause) {
				this.#metrics.transactions.inc({ outcome: "failed" });
				const revert = explainRevert(cause);
				if (revert === undefined) throw cause;
				throw new TabgridError("CONFLICT", `The chain refused ${what}: ${revert.message}`, {
					cause,
					details: { revert: revert.name },
				});
			}
		};
		return this.#queue.add(run, { priority });
	}
}

const hex = (value: string) => value as `0x${string}`;
