import { bytesToHex } from "viem";
import { attestationMessage } from "../../attestation.ts";
import { auditCommitment, checkDraw } from "../../auditSchedule.ts";
import { digestOf } from "../../canonicalJson.ts";
import { type Digest, ReplicaId } from "../../ids.ts";
import { jobIdOf, specHashOf } from "../../jobId.ts";
import { JobSpec } from "../../jobSpec.ts";
import { exportSessionKey, generateSessionKeyPair, signWithSessionKey } from "../../sessionKey.ts";
import type { TrustPolicy } from "../../trust.ts";
import { Receipt, receiptHash } from "../receipt.ts";
import { ReceiptsHeader, receiptsLine } from "../receiptsFile.ts";
import { ReceiptTree, receiptLeaf } from "../receiptTree.ts";

const digest = (text: string): Digest => digestOf(new TextEncoder().encode(text));

const testSpec = (shards: number, trust?: TrustPolicy) =>
	JobSpec.parse({
		version: 1,
		chainId: 31337,
		escrow: `0x${"e5".repeat(20)}`,
		client: `0x${"c1".repeat(20)}`,
		nonce: "0123456789abcdef0123456789abcdef",
		title: "Pictures, räumlich",
		kernel: "onnx-batch",
		kernelVersion: 1,
		model: digest("model"),
		params: { rowsPerShard: 8 },
		manifest: digest("manifest"),
		shards,
		comparators: { logits: { kind: "close", rtol: 1e-4, atol: 1e-5, l2: 1e-4 } },
		policy: { quorum: 2, maxReplicas: 3, ...(trust === undefined ? {} : { trust }) },
		pricePerReplica: "1000",
		deadline: 1_800_000_000,
	});

/**
 * A receipts file of a settled job with real signatures; every third shard has a liar. With a trust policy
 * the other shards stand on one result, unless the lot fell on them.
 */
export async function makeReceipts(shards: number, trust?: TrustPolicy) {
	const spec = testSpec(shards, trust);
	const secret = new Uint8Array(32).fill(7);
	const chance = 0.3;
	const countOf = (shard: number) => {
		if (shard % 3 === 0) return 3;
		return trust === undefined || checkDraw(secret, shard) < chance ? 2 : 1;
	};
	const jobId = jobIdOf(spec);
	const providers = await Promise.all(
		[1, 2, 3].map(async () => {
			const keys = await generateSessionKeyPair();
			return { keys, sessionKey: await exportSessionKey(keys.publicKey) };
		}),
	);
	const receipts: Receipt[] = [];
	for (let shardIndex = 0; shardIndex < shards; shardIndex++) {
		const output = digest(`output ${shardIndex}`);
		const replicas = await Promise.all(
			providers.slice(0, countOf(shardIndex)).map(async ({ keys, sessionKey }, place) => {
				const lies = place === 2;
				const own = lies ? digest(`lie ${shardIndex}`) : output;
				const message = attestationMessage(spec, jobId, shardIndex, own);
				const number = (shardIndex * 3 + place).toString(16).padStart(12, "0");
				return {
					replicaId: ReplicaId.parse(`11111111-2222-4333-8444-${number}`),
					sessionKey,
					verdict: lies ? ("disagreed" as const) : ("agreed" as const),
					digest: own,
					signature: await signWithSessionKey(keys.privateKey, message),
					distance: lies ? 73.25 : 0,
					backend: place === 0 ? ("webgpu" as const) : ("wasm" as const),
					adapter: "test",
					runtime: "1.30.0 jspi",
					leasedAt: 1_700_000_000_000 + place,
					submittedAt: 1_700_000_001_000 + place,
					endedAt: 1_700_000_002_000,
					paid: lies ? "0" : spec.pricePerReplica,
				};
			}),
		);
		receipts.push(
			Receipt.parse({
				version: 1,
				jobId,
				specHash: specHashOf(spec),
				shardIndex,
				model: spec.model,
				input: digest(`input ${shardIndex}`),
				output,
				comparators: spec.comparators,
				verifiedAt: 1_700_000_002_000,
				...(trust === undefined ? {} : { checkChance: chance }),
				replicas,
			}),
		);
	}
	const leaves = receipts.map((receipt) => receiptLeaf(receipt.shardIndex, receiptHash(receipt)));
	const header = ReceiptsHeader.parse({
		format: "tabgrid.receipts",
		version: 1,
		jobId,
		spec,
		receipts: shards,
		resultRoot: (await ReceiptTree.of(leaves)).root,
		earned: String(
			receipts.reduce(
				(sum, { replicas }) => sum + replicas.reduce((all, { paid }) => all + Number(paid), 0),
				0,
			),
		),
		...(trust === undefined
			? {}
			: { audit: { commitment: auditCommitment(secret), secret: bytesToHex(secret) } }),
	});
	return { header, receipts };
}

/** The file's bytes in chunks that don't end where lines do. */
export async function* fileOf(lines: readonly string[]): AsyncGenerator<Uint8Array> {
	const bytes = new TextEncoder().encode(lines.join(""));
	for (let at = 0; at < bytes.length; at += 1_000) yield bytes.subarray(at, at + 1_000);
}

export const linesOfFile = ({ header, receipts }: Awaited<ReturnType<typeof makeReceipts>>) => [
	receiptsLine(header),
	...receipts.map(receiptsLine),
];
