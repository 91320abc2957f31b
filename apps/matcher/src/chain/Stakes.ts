import { providerStakesAbi } from "@tabgrid/contracts";
import type { Address, Digest, JobId, ProviderId, SessionKey, ShardIndex } from "@tabgrid/protocol";
import type { Hash } from "viem";
import type { Chain } from "./connectChain.ts";
import type { Operator } from "./Operator.ts";

/** A result that its provider signed and that was found wrong, and where the job's root says so. */
export interface Lie {
	readonly jobId: JobId;
	readonly shardIndex: ShardIndex;
	readonly owner: Address;
	readonly sessionKey: SessionKey;
	readonly digest: Digest;
	/** r ‖ s in hex, 128 digits. */
	readonly signature: string;
	readonly receiptHash: Digest;
	/** From the receipt's leaf to the job's root. */
	readonly proof: readonly `0x${string}`[];
}

/** The stakes' contract, as its operator uses it. */
export class Stakes {
	readonly #chain: Chain;
	readonly #operator: Operator;
	readonly #contract: { readonly address: Address; readonly abi: typeof providerStakesAbi };

	constructor(chain: Chain, address: Address, operator: Operator) {
		this.#chain = chain;
		this.#operator = operator;
		this.#contract = { address, abi: providerStakesAbi };
	}

	/** Whether a result was burned for, as of the newest block. */
	isBurned(providerId: ProviderId, jobId: JobId, shardIndex: ShardIndex): Promise<boolean> {
		return this.#chain.reader.readContract({
			...this.#contract,
			functionName: "isBurned",
			args: [`0x${providerId}`, hex(jobId), shardIndex],
		});
	}

	/**
	 * Burns what is at stake for a lie and waits until the transaction is in a block. Settling goes
	 * first. @throws TabgridError CONFLICT when the contract refuses, as it does the second time.
	 */
	burn({ jobId, shardIndex, owner, sessionKey, ...lie }: Lie): Promise<Hash> {
		const send = async () => {
			const { request } = await this.#chain.reader.simulateContract({
				...this.#contract,
				account: this.#chain.wallet.account,
				functionName: "burn",
				args: [
					{
						owner,
						jobId: hex(jobId),
						shardIndex,
						digest: `0x${lie.digest}`,
						r: `0x${lie.signature.slice(0, 64)}`,
						s: `0x${lie.signature.slice(64)}`,
						qx: `0x${sessionKey.slice(2, 66)}`,
						qy: `0x${sessionKey.slice(66)}`,
						receiptHash: `0x${lie.receiptHash}`,
						proof: lie.proof,
					},
				],
			});
			return this.#chain.wallet.writeContract(request);
		};
		return this.#operator.send("burn", { jobId, shardIndex, owner }, send);
	}
}

const hex = (value: string) => value as `0x${string}`;
