import { expect, test } from "vitest";
import { formatBytes } from "./formatBytes";

test("sizes are told in the unit that suits them", () => {
	expect(formatBytes(0)).toBe("0 B");
	expect(formatBytes(1_023)).toBe("1023 B");
	expect(formatBytes(1_024)).toBe("1.0 KiB");
	expect(formatBytes(10_822_323)).toBe("10 MiB");
	expect(formatBytes(3 * 1024 ** 3)).toBe("3.0 GiB");
	expect(formatBytes(5_000 * 1024 ** 3)).toBe("5000 GiB");
});
