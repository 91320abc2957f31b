import { expect, it } from "vitest";
import { UsageError } from "../demo/options.mjs";
import { readOptions } from "./options.mjs";

it("checks a file by itself unless told more", () => {
	expect(readOptions(["receipts.jsonl"])).toEqual({
		file: "receipts.jsonl",
		rpc: undefined,
		matcher: undefined,
		outputs: false,
		rerun: 0,
		confidence: 0.95,
		json: false,
		help: false,
	});
});

it("refuses what it can't do, and says why", () => {
	for (const [args, why] of [
		[[], /Which file/],
		[["a", "b"], /One file/],
		[["a", "--rerun", "5"], /--matcher/],
		[["a", "--rerun", "1.5", "--matcher", "http://x"], /number of shards/],
		[["a", "--rpc", "ftp://x"], /http or https/],
		[["a", "--confidence", "1"], /between 0 and 1/],
		[["a", "--what"], /--what/],
	] as const)
		expect(() => readOptions([...args])).toThrow(why);
	expect(() => readOptions([])).toThrow(UsageError);
});
