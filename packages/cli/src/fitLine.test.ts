import { expect, it } from "vitest";
import { fitLine } from "./fitLine.ts";

it("a line keeps one column of the terminal free, and is whole where it fits", () => {
	expect(fitLine("0/5 shards", 40)).toBe("0/5 shards");
	expect(fitLine("0/5 shards", 11)).toBe("0/5 shards");
	expect(fitLine("0/5 shards", 10)).toBe("0/5 shard");
});

it("colours take no columns, and end where the line is cut", () => {
	expect(fitLine("\u001b[32m██\u001b[39m 0/5", 7)).toBe("\u001b[32m██\u001b[39m 0/5");
	expect(fitLine("\u001b[32m████\u001b[39m 0/5", 4)).toBe("\u001b[32m███\u001b[0m");
});
