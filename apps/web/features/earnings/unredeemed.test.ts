import { expect, test } from "vitest";
import { unredeemed } from "./useVouchers";

test("a voucher is worth what the chain has not paid of it, and never less than nothing", () => {
	expect(unredeemed({ amount: "500", redeemed: "200" })).toBe(300n);
	expect(unredeemed({ amount: "500", redeemed: "500" })).toBe(0n);
	expect(unredeemed({ amount: "200", redeemed: "500" })).toBe(0n);
});
