import { expect, test } from "vitest";
import { formatFlop } from "./formatFlop";

test("work is told in the unit that suits it", () => {
	expect(formatFlop(12)).toBe("12 FLOP");
	expect(formatFlop(1.02e11)).toBe("100 GFLOP");
	expect(formatFlop(4.23e9)).toBe("4.2 GFLOP");
	expect(formatFlop(9e18)).toBe("9,000 PFLOP");
});
