import { createHash } from "node:crypto";
import {
	Address,
	attestationHash,
	attestationMessage,
	Digest,
	exportSessionKey,
	generateSessionKeyPair,
	JobId,
	permitTypedData,
	releaseTypedData,
	signWithSessionKey,
	voucherTypedData,
} from "@tabgrid/protocol";
import {
	type Hex,
	hashTypedData,
	keccak256,
	parseEventLogs,
	parseSignature,
	stringToHex,
} from "viem";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
	claimPeriodSeconds,
	EscrowJobState,
	explainRevert,
	faucetAmount,
	isRedeemable,
	jobEscrowAbi,
	noticePeriodSeconds,
	testDollarAbi,
	tokenDecimals,
} from "./index.ts";
import { anvilAccounts } from "./node/index.ts";
import { startTestChain } from "./testChain.ts";

const [, client, operator, provider, relayer] = anvilAccounts;

describe("JobEscrow on a real chain, by its typed ABI", () => {
	let chain: Awaited<ReturnType<typeof startTestChain>>;
	beforeAll(async () => {
		chain = await startTestChain();
		const { walletOf, token, done } = chain;
		await done(
			await walletOf(client).writeContract({
				address: token,
				abi: testDollarAbi,
				functionName: "faucet",
			}),
		);
	});
	afterAll(() => chain?.stop());

	const escrowContract = () => ({ address: chain.escrow, abi: jobEscrowAbi }) as const;
	const domain = () => ({ chainId: chain.chainId, escrow: Address.parse(chain.escrow) });
	const balance = (of: Hex) =>
		chain.reader.readContract({
			address: chain.token,
			abi: testDollarAbi,
			functionName: "balanceOf",
			args: [of],
		});
	const read = (jobId: Hex) =>
		chain.reader.readContract({ ...escrowContract(), functionName: "job", args: [jobId] });

	/** Posts a job of 100 dollars by a permit, as the dashboard does. */
	async function post(name: string): Promise<Hex> {
		const wallet = chain.walletOf(client);
		const budget = 100_000_000n;
		const deadline = (await chain.reader.getBlock()).timestamp + 3_600n;
		const nonce = await chain.reader.readContract({
			address: chain.token,
			abi: testDollarAbi,
			functionName: "nonces",
			args: [client.address],
		});
		const permit = await wallet.signTypedData(
			permitTypedData(
				{ name: "Test Dollar", version: "1", chainId: chain.chainId, address: chain.token },
				{ owner: client.address, spender: chain.escrow, value: budget, nonce, deadline },
			),
		);
		const { r, s, v } = parseSignature(permit);
		const terms = {
			specHash: keccak256(stringToHex(name)),
			operator: operator.address,
			deadline,
			shards: 24,
			pricePerReplica: 1_000_000n,
			budget,
		};
		const receipt = await chain.done(
			await wallet.writeContract({
				...escrowContract(),
				functionName: "postWithPermit",
				args: [terms, deadline, Number(v), r, s],
			}),
		);
		const [posted] = parseEventLogs({
			abi: jobEscrowAbi,
			logs: receipt.logs,
			eventName: "JobPosted",
		});
		if (posted === undefined) throw new Error("The escrow told of no job.");
		return posted.args.jobId;
	}

	/** The operator's voucher, by the protocol's encoder. */
	const voucher = (jobId: Hex, amount: bigint) =>
		chain.walletOf(operator).signTypedData(
			voucherTypedData(domain(), {
				jobId: JobId.parse(jobId),
				provider: Address.parse(provider.address),
				amount,
			}),
		);

	it("carries a job from permit to voucher to settlement", async () => {
		const before = {
			client: await balance(client.address),
			provider: await balance(provider.address),
		};
		const jobId = await post("settled");
		expect(await read(jobId)).toMatchObject({
			state: EscrowJobState.Open,
			budget: 100_000_000n,
			shards: 24,
		});

		// The relayer pays the gas, the provider gets the money.
		const signature = await voucher(jobId, 30_000_000n);
		await chain.done(
			await chain.walletOf(relayer).writeContract({
				...escrowContract(),
				functionName: "redeem",
				args: [jobId, provider.address, 30_000_000n, signature],
			}),
		);
		await chain.done(
			await chain.walletOf(operator).writeContract({
				...escrowContract(),
				functionName: "settle",
				args: [jobId, keccak256("0x01"), 40_000_000n],
			}),
		);
		const settled = await read(jobId);
		expect(settled).toMatchObject({
			state: EscrowJobState.Settled,
			reserved: 40_000_000n,
			redeemed: 30_000_000n,
		});
		expect(isRedeemable(settled)).toBe(true);
		expect(await balance(provider.address)).toBe(before.provider + 30_000_000n);
		expect(await balance(client.address)).toBe(before.client - 40_000_000n);
	});

	it("computes the same digests as the protocol's encoders", async () => {
		const jobId = keccak256("0x02");
		const to = Address.parse(provider.address);
		const args = [jobId, to, 5n] as const;
		expect(
			await chain.reader.readContract({ ...escrowContract(), functionName: "voucherDigest", args }),
		).toBe(
			hashTypedData(
				voucherTypedData(domain(), { jobId: JobId.parse(jobId), provider: to, amount: 5n }),
			),
		);
		expect(
			await chain.reader.readContract({
				...escrowContract(),
				functionName: "releaseDigest",
				args: [jobId, 5n],
			}),
		).toBe(hashTypedData(releaseTypedData(domain(), { jobId: JobId.parse(jobId), earned: 5n })));
	});

	it("accepts an attestation made by a browser's session key", async () => {
		const jobId = keccak256("0x03");
		const digest = Digest.parse(createHash("sha256").update("output").digest("hex"));
		const { privateKey, publicKey } = await generateSessionKeyPair();
		const key = await exportSessionKey(publicKey);
		const signature = await signWithSessionKey(
			privateKey,
			attestationMessage(domain(), JobId.parse(jobId), 7, digest),
		);
		const verify = (shard: number) =>
			chain.reader.readContract({
				...escrowContract(),
				functionName: "verifyAttestation",
				args: [
					jobId,
					shard,
					`0x${digest}`,
					`0x${signature.slice(0, 64)}`,
					`0x${signature.slice(64)}`,
					`0x${key.slice(2, 66)}`,
					`0x${key.slice(66)}`,
				],
			});
		expect(await verify(7)).toBe(true);
		expect(await verify(8)).toBe(false);
		expect(
			await chain.reader.readContract({
				...escrowContract(),
				functionName: "attestationHash",
				args: [jobId, 7, `0x${digest}`],
			}),
		).toBe(attestationHash(domain(), JobId.parse(jobId), 7, digest));
	});

	it("gives the client its money back after the notice period, without the operator", async () => {
		const before = await balance(client.address);
		const jobId = await post("cancelled");
		const wallet = chain.walletOf(client);
		await chain.done(
			await wallet.writeContract({
				...escrowContract(),
				functionName: "requestCancel",
				args: [jobId],
			}),
		);
		const early = await chain.reader
			.simulateContract({ ...escrowContract(), functionName: "finishCancel", args: [jobId] })
			.catch((error: unknown) => explainRevert(error));
		expect(early).toMatchObject({ name: "TooEarly" });

		await chain.time.increaseTime({ seconds: noticePeriodSeconds });
		await chain.done(
			await wallet.writeContract({
				...escrowContract(),
				functionName: "finishCancel",
				args: [jobId],
			}),
		);
		expect((await read(jobId)).state).toBe(EscrowJobState.Cancelled);
		expect(await balance(client.address)).toBe(before);
	});

	it("says in words why it refuses a call", async () => {
		const jobId = await post("refused");
		const refused = await chain
			.walletOf(client)
			.writeContract({
				...escrowContract(),
				functionName: "settle",
				args: [jobId, keccak256("0x01"), 0n],
			})
			.catch((error: unknown) => explainRevert(error));
		expect(refused).toEqual({
			name: "NotOperator",
			args: [jobId, client.address, operator.address],
			message: `Only the job's operator, ${operator.address}, may do this.`,
		});
	});

	it("has the constants that the TypeScript side names", async () => {
		const { reader, token } = chain;
		const dollar = { address: token, abi: testDollarAbi } as const;
		expect(await reader.readContract({ ...escrowContract(), functionName: "NOTICE_PERIOD" })).toBe(
			BigInt(noticePeriodSeconds),
		);
		expect(await reader.readContract({ ...escrowContract(), functionName: "CLAIM_PERIOD" })).toBe(
			BigInt(claimPeriodSeconds),
		);
		expect(await reader.readContract({ ...dollar, functionName: "decimals" })).toBe(tokenDecimals);
		expect(await reader.readContract({ ...dollar, functionName: "FAUCET_AMOUNT" })).toBe(
			faucetAmount,
		);
	});
});
