import { readFileSync } from "node:fs";
import {
	Address,
	Amount,
	attestationDomain,
	attestationHash,
	attestationMessage,
	Digest,
	JobId,
	releaseTypedData,
	SessionKey,
	ShardIndex,
	verifySessionSignature,
	voucherTypedData,
} from "@tabgrid/protocol";
import { bytesToHex, hashTypedData, isHex, recoverTypedDataAddress } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { describe, expect, it } from "vitest";

/** Any JSON, with a way to the strings in it. */
const vectors: Record<string, unknown> = JSON.parse(
	readFileSync(new URL("../../protocol/vectors/escrow.json", import.meta.url), "utf8"),
);
function at(path: string): unknown {
	return path.split(".").reduce<unknown>((value, key) => {
		if (typeof value === "object" && value !== null && key in value) {
			return Object.entries(value).find(([name]) => name === key)?.[1];
		}
		throw new Error(`The vectors have no ${path}.`);
	}, vectors);
}
function hexAt(path: string): `0x${string}` {
	const value = at(path);
	if (isHex(value)) return value;
	throw new Error(`${path} is not hex.`);
}

const domain = { chainId: Number(at("chainId")), escrow: Address.parse(at("escrow")) };
const jobId = JobId.parse(at("jobId"));
const provider = Address.parse(at("provider"));

describe("the vectors that the contract is tested against", () => {
	it("hold for the voucher encoder", async () => {
		const amount = Amount.parse(at("voucher.amount"));
		const voucher = voucherTypedData(domain, { jobId, provider, amount });
		expect(hashTypedData(voucher)).toBe(at("voucher.digest"));
		const signature = hexAt("voucher.signature");
		expect(await recoverTypedDataAddress({ ...voucher, signature })).toBe(at("operator"));
		const operator = privateKeyToAccount(hexAt("operatorKey"));
		expect(await operator.signTypedData(voucher)).toBe(signature);
	});

	it("hold for the release encoder", async () => {
		const release = releaseTypedData(domain, { jobId, earned: Amount.parse(at("release.earned")) });
		expect(hashTypedData(release)).toBe(at("release.digest"));
		const signature = hexAt("release.signature");
		expect(await recoverTypedDataAddress({ ...release, signature })).toBe(at("operator"));
	});

	it("hold for the attestation encoder and the session key's signature", async () => {
		const shard = ShardIndex.parse(at("attestation.shardIndex"));
		const digest = Digest.parse(hexAt("attestation.digest").slice(2));
		const message = attestationMessage(domain, jobId, shard, digest);
		expect(attestationDomain(domain)).toBe(at("attestation.domain"));
		expect(bytesToHex(message)).toBe(at("attestation.message"));
		expect(attestationHash(domain, jobId, shard, digest)).toBe(at("attestation.hash"));

		const key = SessionKey.parse(hexAt("attestation.sessionKey").slice(2));
		expect(`0x${key}`).toBe(
			`0x04${hexAt("attestation.qx").slice(2)}${hexAt("attestation.qy").slice(2)}`,
		);
		const signature = hexAt("attestation.r").slice(2) + hexAt("attestation.s").slice(2);
		expect(await verifySessionSignature(key, message, signature)).toBe(true);
		const another = attestationMessage(domain, jobId, shard + 1, digest);
		expect(await verifySessionSignature(key, another, signature)).toBe(false);
	});
});
