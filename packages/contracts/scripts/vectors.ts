#!/usr/bin/env tsx
// Writes packages/protocol/vectors/escrow.json: one fixed example of everything that is signed for the
// escrow. Spelled out here from viem's and Node's primitives, without the protocol package or the
// contract, so that the file can judge both (src/vectors.test.ts, solidity/test/Vectors.t.sol).
import { createPrivateKey, createPublicKey, sign } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import {
	concat,
	encodeAbiParameters,
	encodePacked,
	hashTypedData,
	keccak256,
	numberToHex,
	sha256,
	stringToHex,
} from "viem";
import { privateKeyToAccount } from "viem/accounts";

const path = fileURLToPath(new URL("../../protocol/vectors/escrow.json", import.meta.url));

// Nothing here is secret: each key is the hash of a word.
const operatorKey = keccak256(stringToHex("tabgrid test operator"));
const operator = privateKeyToAccount(operatorKey);
const address = (word: string) =>
	privateKeyToAccount(keccak256(stringToHex(`tabgrid test ${word}`))).address;

const chainId = 8453;
const escrow = address("escrow");
const client = address("client");
const provider = address("provider");
const specHash = keccak256(stringToHex("tabgrid test spec"));
const jobId = keccak256(
	encodeAbiParameters(
		[{ type: "uint256" }, { type: "address" }, { type: "address" }, { type: "bytes32" }],
		[BigInt(chainId), escrow, client, specHash],
	),
);
const domain = { name: "Tabgrid", version: "1", chainId, verifyingContract: escrow } as const;

const amount = 123_456_789n;
const voucher = {
	domain,
	types: {
		Voucher: [
			{ name: "jobId", type: "bytes32" },
			{ name: "provider", type: "address" },
			{ name: "amount", type: "uint256" },
		],
	},
	primaryType: "Voucher",
	message: { jobId, provider, amount },
} as const;

const earned = 987_654_321n;
const release = {
	domain,
	types: {
		Release: [
			{ name: "jobId", type: "bytes32" },
			{ name: "earned", type: "uint256" },
		],
	},
	primaryType: "Release",
	message: { jobId, earned },
} as const;

const shardIndex = 0x01020304;
const digest = sha256(stringToHex("tabgrid test output"));
const attestationDomain = sha256(
	encodePacked(
		["string", "uint256", "address"],
		["tabgrid.attestation.v1", BigInt(chainId), escrow],
	),
);
const message = concat([attestationDomain, jobId, numberToHex(shardIndex, { size: 4 }), digest]);

/** A P-256 key pair from a word: PKCS#8 with only the private number in it. */
function p256(word: string) {
	const d = keccak256(stringToHex(word)).slice(2);
	const der = `3041020100301306072a8648ce3d020106082a8648ce3d030107042730250201010420${d}`;
	const key = createPrivateKey({ key: Buffer.from(der, "hex"), format: "der", type: "pkcs8" });
	const { x, y } = createPublicKey(key).export({ format: "jwk" });
	if (x === undefined || y === undefined) throw new Error("Node exported no point.");
	const hex = (part: string) => Buffer.from(part, "base64url").toString("hex");
	return { key, x: hex(x), y: hex(y) };
}

const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
const session = p256("tabgrid test session key");
const raw = sign("sha256", Buffer.from(message.slice(2), "hex"), {
	key: session.key,
	dsaEncoding: "ieee-p1363",
}).toString("hex");
const s = BigInt(`0x${raw.slice(64)}`);
const lowS = numberToHex(s > order / 2n ? order - s : s, { size: 32 });

const vectors = {
	chainId,
	escrow,
	client,
	specHash,
	jobId,
	provider,
	operator: operator.address,
	operatorKey,
	voucher: {
		amount: amount.toString(),
		digest: hashTypedData(voucher),
		signature: await operator.signTypedData(voucher),
	},
	release: {
		earned: earned.toString(),
		digest: hashTypedData(release),
		signature: await operator.signTypedData(release),
	},
	attestation: {
		shardIndex,
		digest,
		domain: attestationDomain,
		message,
		hash: sha256(message),
		sessionKey: `0x04${session.x}${session.y}`,
		qx: `0x${session.x}`,
		qy: `0x${session.y}`,
		r: `0x${raw.slice(0, 64)}`,
		s: lowS,
	},
};

mkdirSync(dirname(path), { recursive: true });
writeFileSync(path, `${JSON.stringify(vectors, null, "\t")}\n`);
