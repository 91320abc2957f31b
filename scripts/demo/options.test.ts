import { expect, test } from "vitest";
import { readOptions, UsageError } from "./options.mjs";

test("without arguments the demo reads 32 lines in three tabs and stays up", () => {
	expect(readOptions([])).toEqual({
		exit: false,
		json: false,
		help: false,
		backend: "auto",
		size: 32,
		providers: 3,
	});
});

test("every option can be given", () => {
	const args = ["--exit", "--json", "--backend", "wasm", "--size=24", "--providers", "5"];
	expect(readOptions(args)).toEqual({
		exit: true,
		json: true,
		help: false,
		backend: "wasm",
		size: 24,
		providers: 5,
	});
});

test.each([
	["--backend", "cuda"],
	["--size", "23"],
	["--size", "many"],
	["--providers", "1"],
	["--unknown"],
])("%s %s is refused with a sentence", (...args) => {
	expect(() => readOptions(args)).toThrow(UsageError);
});
