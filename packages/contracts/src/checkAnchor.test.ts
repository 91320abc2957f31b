import { Address } from "@tabgrid/protocol";
import { expect, it } from "vitest";
import { checkAnchor } from "./checkAnchor.ts";
import { type EscrowJob, EscrowJobState } from "./escrow.ts";

const client = `0x${"c1".repeat(20)}` as const;
const root = `0x${"ab".repeat(32)}` as const;
const spec = {
	chainId: 31337,
	escrow: Address.parse(`0x${"e5".repeat(20)}`),
	client: Address.parse(client),
	shards: 4,
	pricePerReplica: "1000",
};
const job: EscrowJob = {
	client,
	deadline: 0n,
	shards: 4,
	operator: client,
	noticeEndsAt: 0n,
	pricePerReplica: 1000n,
	budget: 12_000n,
	reserved: 8_000n,
	redeemed: 0n,
	state: EscrowJobState.Settled,
	resultRoot: root,
};
const totals = { root, earned: 8_000n };
const messages = (changes: Partial<EscrowJob>, chainId = 31337) =>
	checkAnchor(spec, totals, { chainId, job: { ...job, ...changes } }).map(
		({ code, message }) => `${code} ${message}`,
	);

it("finds nothing where the escrow's record is the receipts' own", () => {
	expect(messages({})).toEqual([]);
	expect(messages({ client: `0x${"C1".repeat(20)}` })).toEqual([]);
});

it("names every difference", () => {
	expect(messages({}, 1)).toEqual([expect.stringMatching(/serves chain 1;/)]);
	expect(messages({ state: EscrowJobState.None })).toEqual([expect.stringMatching(/no such job/)]);
	expect(messages({ resultRoot: `0x${"00".repeat(32)}` })).toEqual([
		expect.stringMatching(/^ROOT The root on chain/),
	]);
	expect(messages({ reserved: 7_000n, shards: 5, pricePerReplica: 1n })).toHaveLength(3);
	expect(messages({ client: `0x${"dd".repeat(20)}` })).toHaveLength(1);
	expect(messages({ state: EscrowJobState.Cancelled })).toEqual([
		expect.stringMatching(/cancelled: no root/),
	]);
});
