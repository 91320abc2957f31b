import { JobId } from "@tabgrid/protocol";
import { expect, test } from "vitest";
import { afterPayment, unredeemed } from "./useVouchers";

test("a voucher is worth what the chain has not paid of it, and never less than nothing", () => {
	expect(unredeemed({ amount: "500", redeemed: "200" })).toBe(300n);
	expect(unredeemed({ amount: "500", redeemed: "500" })).toBe(0n);
	expect(unredeemed({ amount: "200", redeemed: "500" })).toBe(0n);
});

test("vouchers that the chain has paid are worth nothing, also before the matcher says so", () => {
	const voucher = (digit: string, amount: string, redeemed: string) => ({
		jobId: JobId.parse(`0x${digit.repeat(64)}`),
		amount,
		redeemed,
	});
	// The first grew while it was paid; the last was paid before.
	const now = [voucher("1", "600", "200"), voucher("2", "90", "0"), voucher("3", "80", "80")];
	const paid = [voucher("1", "500", "200"), voucher("3", "70", "0")];
	expect(afterPayment(now, paid).map(unredeemed)).toEqual([100n, 90n, 0n]);
});
