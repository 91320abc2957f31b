import { bytesToHex } from "viem";
import { expect, test } from "vitest";
import { auditCommitment, checkDraw } from "../auditSchedule.ts";
import { AuditTally } from "./auditTally.ts";
import type { Receipt } from "./receipt.ts";
import { makeReceipts } from "./testing/makeReceipts.ts";

const secret = new Uint8Array(32).fill(7);
const chance = 0.3;
const shards = 12;

test("the lots of a job with a trust policy are drawn again from its secret", async () => {
	const { header, receipts } = await makeReceipts(shards);
	const { spec } = header;
	const audit = { commitment: auditCommitment(secret), secret: bytesToHex(secret) };
	const trusting = { spec: { ...spec, policy: { ...spec.policy, trust: "balanced" as const } } };
	const fell = receipts.filter(({ shardIndex }) => checkDraw(secret, shardIndex) < chance);
	expect(fell.length).toBeGreaterThan(0);
	const list: Receipt[] = receipts.map((receipt) => ({
		...receipt,
		checkChance: chance,
		replicas: receipt.replicas.slice(0, fell.includes(receipt) ? 2 : 1),
	}));

	const told = new AuditTally({ ...trusting, audit });
	const untold = new AuditTally({ ...trusting, audit: { ...audit, secret: null } });
	for (const receipt of list) for (const tally of [told, untold]) tally.add(receipt);
	const alone = shards - fell.length;
	const counts = { lots: shards, drawn: fell.length, leastChance: chance, alone };
	expect(told.report()).toMatchObject(counts);
	expect(told.report()?.expected).toBeCloseTo(shards * chance, 9);
	expect(untold.report()).toMatchObject({ ...counts, drawn: 0 });
});

test("a job without a trust policy has no lots", async () => {
	const { header, receipts } = await makeReceipts(1);
	const tally = new AuditTally(header);
	for (const receipt of receipts) tally.add(receipt);
	expect(tally.report()).toBeNull();
});
