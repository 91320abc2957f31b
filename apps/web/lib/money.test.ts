import { expect, test } from "vitest";
import { formatMoney, parseMoney } from "./money";

test("money shows at least cents and never loses a unit", () => {
	expect(formatMoney(12_500_000n)).toBe("12.50 tUSD");
	expect(formatMoney(1n)).toBe("0.000001 tUSD");
	expect(formatMoney(0n)).toBe("0.00 tUSD");
	expect(formatMoney(1_234_567_890_000n)).toBe("1,234,567.89 tUSD");
	expect(formatMoney(2n ** 90n)).toBe("1,237,940,039,285,380,274,899.124224 tUSD");
});

test("what is typed comes back as the same amount", () => {
	for (const text of ["0.00", "12.50", "0.000001", "1,234,567.89"]) {
		const amount = parseMoney(text);
		expect(amount).not.toBeNull();
		expect(formatMoney(amount ?? -1n)).toBe(`${text} tUSD`);
	}
	expect(parseMoney("5")).toBe(5_000_000n);
});

test("what is no amount is refused rather than rounded", () => {
	for (const text of ["", "-1", "1e3", "0.0000001", "1.2.3", "abc", "."])
		expect(parseMoney(text)).toBeNull();
});
