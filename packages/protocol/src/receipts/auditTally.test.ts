import { bytesToHex } from "viem";
import { beforeAll, expect, test } from "vitest";
import { auditCommitment, checkDraw } from "../auditSchedule.ts";
import { AuditTally } from "./auditTally.ts";
import type { Receipt } from "./receipt.ts";
import type { ReceiptsHeader } from "./receiptsFile.ts";
import { makeReceipts } from "./testing/makeReceipts.ts";

const secret = new Uint8Array(32).fill(7);
const chance = 0.3;
const shards = 12;
let header: ReceiptsHeader;
let receipts: Receipt[];
beforeAll(async () => {
	const made = await makeReceipts(shards);
	const { spec } = made.header;
	header = {
		...made.header,
		spec: { ...spec, policy: { ...spec.policy, trust: "balanced" } },
		audit: { commitment: auditCommitment(secret), secret: bytesToHex(secret) },
	};
	// As an honest matcher has them: one result, and two where the lot fell.
	receipts = made.receipts.map((receipt) => {
		const drawn = checkDraw(secret, receipt.shardIndex) < chance;
		const replicas = receipt.replicas.slice(0, drawn ? 2 : 1);
		return { ...receipt, checkChance: chance, replicas };
	});
});

function tally(of: ReceiptsHeader, list: readonly Receipt[]) {
	const audit = new AuditTally(of);
	const problems: [string, number][] = [];
	for (const receipt of list)
		audit.add(receipt, (code, shardIndex) => problems.push([code, shardIndex]));
	return { report: audit.report(), problem: audit.problem, problems };
}

test("the lots are drawn again from the secret, and an honest schedule passes", () => {
	const drawn = receipts.filter(({ replicas }) => replicas.length > 1).length;
	expect(drawn).toBeGreaterThan(0);
	const { report, problem, problems } = tally(header, receipts);
	expect({ problem, problems }).toEqual({ problem: null, problems: [] });
	expect(report).toMatchObject({ lots: shards, drawn, leastChance: chance, alone: shards - drawn });
	expect(report?.expected).toBeCloseTo(shards * chance, 9);
});

test("a shard that the lot fell on and nobody checked is named", () => {
	const skipped = receipts.map((receipt) => ({
		...receipt,
		replicas: receipt.replicas.slice(0, 1),
	}));
	const fell = receipts.filter(({ replicas }) => replicas.length > 1);
	expect(tally(header, skipped).problems).toEqual(
		fell.map(({ shardIndex }) => ["AUDIT", shardIndex]),
	);
});

test("one result without a lot is named, and two without one are not", () => {
	const unlotted = receipts.map(({ checkChance: _, ...receipt }) => receipt);
	const alone = receipts.filter(({ replicas }) => replicas.length === 1);
	expect(tally(header, unlotted).problems).toEqual(
		alone.map(({ shardIndex }) => ["AUDIT", shardIndex]),
	);
});

test("another secret than the one committed to, or none at all, is said", () => {
	const other = bytesToHex(new Uint8Array(32).fill(8));
	const commitment = auditCommitment(secret);
	expect(tally({ ...header, audit: { commitment, secret: other } }, []).problem).toContain(
		"committed",
	);
	expect(tally({ ...header, audit: { commitment, secret: null } }, []).problem).toContain(
		"settled",
	);
	const { audit: _, ...without } = header;
	expect(tally(without, []).problem).toContain("no schedule");
});

test("a job without a trust policy has no lots", async () => {
	const made = await makeReceipts(1);
	const { report, problem, problems } = tally(made.header, made.receipts);
	expect({ report, problem, problems }).toEqual({ report: null, problem: null, problems: [] });
});
