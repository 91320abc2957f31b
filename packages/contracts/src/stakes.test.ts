import { createHash } from "node:crypto";
import {
	Address,
	attestationMessage,
	Digest,
	exportSessionKey,
	generateSessionKeyPair,
	JobId,
	permitTypedData,
	providerIdOf,
	Receipt,
	ReceiptTree,
	receiptHash,
	receiptLeaf,
	type SessionKey,
	SpecHash,
	signWithSessionKey,
} from "@tabgrid/protocol";
import { type Hex, keccak256, parseEventLogs, parseSignature, stringToHex } from "viem";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
	burnMultiple,
	explainRevert,
	jobEscrowAbi,
	providerStakesAbi,
	stakeNoticeSeconds,
	testDollarAbi,
} from "./index.ts";
import { type AnvilAccount, anvilAccounts } from "./node/index.ts";
import { startTestChain } from "./testChain.ts";

const [, client, operator, owner] = anvilAccounts;
const price = 1_000_000n;
const shards = 5;
const digestOf = (text: string) => Digest.parse(createHash("sha256").update(text).digest("hex"));
const hex = (text: string): Hex => `0x${text}`;

/** A provider as its tab is: a session key whose private half nobody can read. */
async function makeProvider() {
	const { privateKey, publicKey } = await generateSessionKeyPair();
	const sessionKey = await exportSessionKey(publicKey);
	return { privateKey, sessionKey, id: hex(providerIdOf(sessionKey)) };
}

/** The receipt of a shard on which the provider lied, as the matcher writes it. */
function receiptOf(jobId: JobId, shardIndex: number, sessionKey: SessionKey): Receipt {
	return Receipt.parse({
		version: 1,
		jobId,
		specHash: SpecHash.parse(keccak256(stringToHex("a job"))),
		shardIndex,
		model: digestOf("model"),
		input: digestOf(`input ${shardIndex}`),
		output: digestOf(`output ${shardIndex}`),
		comparators: {},
		verifiedAt: 1_800_000_000_000,
		replicas: [
			{
				replicaId: "01890a5d-ac96-774b-bcce-b302099a8057",
				sessionKey,
				verdict: "disagreed",
				digest: digestOf("a lie"),
				signature: null,
				distance: 12.5,
				backend: "wasm",
				adapter: null,
				runtime: null,
				leasedAt: 1_799_999_990_000,
				submittedAt: 1_799_999_999_000,
				endedAt: 1_800_000_000_000,
				paid: "0",
			},
		],
	});
}

describe("ProviderStakes on a real chain, by its typed ABI", () => {
	let chain: Awaited<ReturnType<typeof startTestChain>>;
	let provider: Awaited<ReturnType<typeof makeProvider>>;
	beforeAll(async () => {
		chain = await startTestChain();
		provider = await makeProvider();
		for (const account of [client, owner]) {
			const faucet = { address: chain.token, abi: testDollarAbi, functionName: "faucet" } as const;
			await chain.done(await chain.walletOf(account).writeContract(faucet));
		}
	});
	afterAll(() => chain?.stop());

	const stakes = () => ({ address: chain.stakes, abi: providerStakesAbi }) as const;
	const escrow = () => ({ address: chain.escrow, abi: jobEscrowAbi }) as const;
	const domain = () => ({ chainId: chain.chainId, escrow: Address.parse(chain.escrow) });
	const stakeNow = () =>
		chain.reader.readContract({
			...stakes(),
			functionName: "stakeOf",
			args: [operator.address, provider.id, owner.address],
		});
	const balance = (of: Hex) =>
		chain.reader.readContract({
			address: chain.token,
			abi: testDollarAbi,
			functionName: "balanceOf",
			args: [of],
		});

	/** A permit of one of the accounts, ready for the contract that is to spend it. */
	async function permit(account: AnvilAccount, spender: Hex, value: bigint) {
		const deadline = (await chain.reader.getBlock()).timestamp + 3_600n;
		const nonce = await chain.reader.readContract({
			address: chain.token,
			abi: testDollarAbi,
			functionName: "nonces",
			args: [account.address],
		});
		const signature = await chain
			.walletOf(account)
			.signTypedData(
				permitTypedData(
					{ name: "Test Dollar", version: "1", chainId: chain.chainId, address: chain.token },
					{ owner: account.address, spender, value, nonce, deadline },
				),
			);
		const { r, s, v } = parseSignature(signature);
		return [deadline, Number(v), r, s] as const;
	}

	async function stake(amount: bigint) {
		await chain.done(
			await chain.walletOf(owner).writeContract({
				...stakes(),
				functionName: "stakeWithPermit",
				args: [
					operator.address,
					provider.id,
					amount,
					...(await permit(owner, chain.stakes, amount)),
				],
			}),
		);
	}

	/** A job whose shards the provider all lied on, settled with the root of the receipts' tree. */
	async function settledJob(name: string) {
		const budget = 10n * price;
		const { timestamp } = await chain.reader.getBlock();
		const receipt = await chain.done(
			await chain.walletOf(client).writeContract({
				...escrow(),
				functionName: "postWithPermit",
				args: [
					{
						specHash: keccak256(stringToHex(name)),
						operator: operator.address,
						deadline: timestamp + 3_600n,
						shards,
						pricePerReplica: price,
						budget,
					},
					...(await permit(client, chain.escrow, budget)),
				],
			}),
		);
		const [posted] = parseEventLogs({
			abi: jobEscrowAbi,
			logs: receipt.logs,
			eventName: "JobPosted",
		});
		if (posted === undefined) throw new Error("The escrow told of no job.");
		const jobId = JobId.parse(posted.args.jobId);
		const hashes = Array.from({ length: shards }, (_, shard) =>
			receiptHash(receiptOf(jobId, shard, provider.sessionKey)),
		);
		const tree = await ReceiptTree.of(hashes.map((hash, shard) => receiptLeaf(shard, hash)));
		await chain.done(
			await chain.walletOf(operator).writeContract({
				...escrow(),
				functionName: "settle",
				args: [posted.args.jobId, tree.root, 0n],
			}),
		);
		return { jobId, chainId: posted.args.jobId, hashes, tree };
	}

	/** What proves the lie on a shard: the tab's own attestation and the receipt's place in the tree. */
	async function lieOn(job: Awaited<ReturnType<typeof settledJob>>, shardIndex: number) {
		const digest = digestOf("a lie");
		const signature = await signWithSessionKey(
			provider.privateKey,
			attestationMessage(domain(), job.jobId, shardIndex, digest),
		);
		const hash = job.hashes[shardIndex];
		if (hash === undefined) throw new Error(`The job has no shard ${shardIndex}.`);
		return {
			owner: owner.address,
			jobId: job.chainId,
			shardIndex,
			digest: hex(digest),
			r: hex(signature.slice(0, 64)),
			s: hex(signature.slice(64)),
			qx: hex(provider.sessionKey.slice(2, 66)),
			qy: hex(provider.sessionKey.slice(66)),
			receiptHash: hex(hash),
			proof: job.tree.proof(receiptLeaf(shardIndex, hash)),
		};
	}

	const burn = async (lie: Awaited<ReturnType<typeof lieOn>>) =>
		chain.done(
			await chain
				.walletOf(operator)
				.writeContract({ ...stakes(), functionName: "burn", args: [lie] }),
		);
	const refusal = (lie: Awaited<ReturnType<typeof lieOn>>) =>
		chain.reader
			.simulateContract({
				...stakes(),
				functionName: "burn",
				args: [lie],
				account: operator.address,
			})
			.catch((error: unknown) => explainRevert(error));

	it("burns a stake by what the protocol's encoders make of keys, results and receipts", async () => {
		await stake(450_000_000n);
		const job = await settledJob("of lies");
		const burnsFor = burnMultiple * price;
		const addressOfBurned = await chain.reader.readContract({
			...stakes(),
			functionName: "BURNED",
		});
		// Each place in the tree has a proof of its own shape.
		for (let shard = 0; shard < 4; shard++) {
			const receipt = await burn(await lieOn(job, shard));
			const [told] = parseEventLogs({ abi: providerStakesAbi, logs: receipt.logs });
			expect(told).toMatchObject({
				eventName: "StakeBurned",
				args: {
					operator: operator.address,
					providerId: provider.id,
					owner: owner.address,
					jobId: job.chainId,
					shardIndex: shard,
					receiptHash: hex(job.hashes[shard] ?? ""),
					burned: burnsFor,
					amount: 450_000_000n - BigInt(shard + 1) * burnsFor,
				},
			});
		}
		await burn(await lieOn(job, 4)); // what is left: half a burn's worth
		expect((await stakeNow()).amount).toBe(0n);
		expect(await balance(addressOfBurned)).toBe(450_000_000n);
		expect(await balance(chain.stakes)).toBe(0n);
	});

	it("says in words why it burns nothing", async () => {
		await stake(200_000_000n);
		const job = await settledJob("of refusals");
		const lie = await lieOn(job, 1);
		expect(await refusal({ ...lie, receiptHash: hex(digestOf("another")) })).toMatchObject({
			name: "NotInRoot",
			message: expect.stringMatching(/^The receipt of shard 1 is not in the job's root/),
		});
		expect(await refusal({ ...lie, digest: hex(digestOf("the truth")) })).toMatchObject({
			name: "NotAttested",
			message: expect.stringContaining(provider.id.slice(2)),
		});
		await burn(lie);
		expect(await refusal(lie)).toEqual({
			name: "BurnedBefore",
			args: [provider.id, job.chainId, 1],
			message: "A stake was burned for this provider's result of shard 1 before.",
		});
		expect(
			await chain.reader.readContract({
				...stakes(),
				functionName: "isBurned",
				args: [provider.id, job.chainId, 1],
			}),
		).toBe(true);
	});

	it("gives the owner back what stays unburned, after notice", async () => {
		const args = [operator.address, provider.id] as const;
		const { amount } = await stakeNow();
		expect(amount).toBe(100_000_000n);
		const before = await balance(owner.address);
		const wallet = chain.walletOf(owner);
		await chain.done(
			await wallet.writeContract({
				...stakes(),
				functionName: "giveNotice",
				args: [...args, amount],
			}),
		);
		const { leaving, leavesAt } = await stakeNow();
		expect(leaving).toBe(amount);
		const early = await chain.reader
			.simulateContract({
				...stakes(),
				functionName: "withdraw",
				args,
				account: owner.address,
			})
			.catch((error: unknown) => explainRevert(error));
		expect(early).toMatchObject({ name: "NoticeNotOver", args: [leavesAt, expect.anything()] });

		await chain.time.increaseTime({ seconds: stakeNoticeSeconds });
		await chain.done(await wallet.writeContract({ ...stakes(), functionName: "withdraw", args }));
		expect(await stakeNow()).toEqual({ amount: 0n, leaving: 0n, leavesAt: 0n });
		expect(await balance(owner.address)).toBe(before + amount);
	});

	it("has the constants that the TypeScript side names", async () => {
		const read = (functionName: "NOTICE_PERIOD" | "BURN_MULTIPLE") =>
			chain.reader.readContract({ ...stakes(), functionName });
		expect(await read("NOTICE_PERIOD")).toBe(BigInt(stakeNoticeSeconds));
		expect(await read("BURN_MULTIPLE")).toBe(burnMultiple);
	});
});
