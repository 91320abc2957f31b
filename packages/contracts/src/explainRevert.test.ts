import { type Abi, BaseError, encodeErrorResult, isHex } from "viem";
import { describe, expect, it } from "vitest";
import { explainRevert } from "./explainRevert.ts";
import { jobEscrowAbi } from "./generated/jobEscrowAbi.ts";
import { providerStakesAbi } from "./generated/providerStakesAbi.ts";
import { testDollarAbi } from "./generated/testDollarAbi.ts";

const jobId = `0x${"ab".repeat(32)}` as const;
const provider = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";

/** OpenZeppelin's own, that no call of a person's can meet. */
const unspoken = new Set([
	"ECDSAInvalidSignature",
	"ECDSAInvalidSignatureLength",
	"ECDSAInvalidSignatureS",
	"ERC20InvalidApprover",
	"ERC20InvalidReceiver",
	"ERC20InvalidSender",
	"ERC20InvalidSpender",
	"InvalidAccountNonce",
	"InvalidShortString",
	"ReentrancyGuardReentrantCall",
	"StringTooLong",
]);

describe("explainRevert", () => {
	it("names the amounts in dollars", () => {
		const data = encodeErrorResult({
			abi: jobEscrowAbi,
			errorName: "ReserveExceeded",
			args: [jobId, 2_500_000n, 1_000_000n],
		});
		expect(explainRevert(data)?.message).toBe(
			"The voucher is worth 2.5 more, but the job holds only 1.",
		);
	});

	it("tells a paid voucher from an empty job", () => {
		const nothing = (amount: bigint, redeemed: bigint) =>
			explainRevert(
				encodeErrorResult({
					abi: jobEscrowAbi,
					errorName: "NothingToRedeem",
					args: [jobId, provider, amount, redeemed],
				}),
			)?.message;
		expect(nothing(3_000_000n, 3_000_000n)).toContain("already paid: 3 so far");
		expect(nothing(3_000_000n, 0n)).toContain("holds nothing more");
	});

	it("says of a stake what stays and when the rest can be had", () => {
		const explain = (errorName: "NotAtStake" | "NoticeNotOver", args: [bigint, bigint]) =>
			explainRevert(encodeErrorResult({ abi: providerStakesAbi, errorName, args }))?.message;
		expect(explain("NotAtStake", [5_000_000n, 2_500_000n])).toBe(
			"Notice for 5 is more than the 2.5 that stay at stake; enter less.",
		);
		expect(explain("NoticeNotOver", [1_800_000_000n, 1_799_999_999n])).toBe(
			"The notice is not over; what is leaving can be withdrawn from 2027-01-15 08:00 UTC on.",
		);
	});

	it("names a time in UTC", () => {
		const data = encodeErrorResult({
			abi: jobEscrowAbi,
			errorName: "TooEarly",
			args: [jobId, 1_800_000_000n, 1_799_999_999n],
		});
		expect(explainRevert(data)?.message).toBe("This becomes possible at 2027-01-15 08:00 UTC.");
	});

	it("survives a time beyond every calendar", () => {
		const data = encodeErrorResult({
			abi: jobEscrowAbi,
			errorName: "DeadlinePassed",
			args: [2n ** 64n - 1n, 2n ** 256n - 1n],
		});
		expect(explainRevert(data)?.name).toBe("DeadlinePassed");
	});

	it("has a sentence for every error that the contracts declare", () => {
		const abi: Abi = [...jobEscrowAbi, ...providerStakesAbi, ...testDollarAbi];
		for (const item of abi) {
			if (item.type !== "error") continue;
			const args = item.inputs.map(({ type }) => {
				if (type === "address") return provider;
				if (type === "bytes32") return jobId;
				if (type === "string") return "text";
				return type === "uint8" || type === "uint32" ? 1 : 1n;
			});
			const explained = explainRevert(
				encodeErrorResult({ abi: [item], errorName: item.name, args }),
			);
			expect(explained?.name).toBe(item.name);
			expect(explained?.message).toMatch(/^[A-Z].*\.$/s);
			const nameless = `The contract refused the call: ${item.name}.`;
			if (!unspoken.has(item.name)) expect(explained?.message).not.toBe(nameless);
		}
	});

	it("finds the data that a node put deep inside an error", () => {
		const data = encodeErrorResult({ abi: jobEscrowAbi, errorName: "UnknownJob", args: [jobId] });
		expect(isHex(data)).toBe(true);
		const error = new BaseError("failed", {
			cause: Object.assign(new Error("execution reverted"), { data: { data } }),
		});
		expect(explainRevert(error)?.name).toBe("UnknownJob");
	});

	it("leaves other failures to their own words", () => {
		expect(explainRevert(new Error("User rejected the request."))).toBeUndefined();
		expect(explainRevert(new BaseError("fetch failed"))).toBeUndefined();
		expect(explainRevert("0xdeadbeef")).toBeUndefined();
		expect(explainRevert(undefined)).toBeUndefined();
	});
});
