import { expect, test } from "vitest";
import { rpcOf } from "./rpcOf";

test("only an http or https address of sane length is an endpoint", () => {
	expect(rpcOf("https://rpc.example/key")).toBe("https://rpc.example/key");
	expect(rpcOf("http://127.0.0.1:8545")).toBe("http://127.0.0.1:8545");
	for (const text of [
		null,
		"",
		"javascript:alert(1)",
		"ftp://x",
		"https://",
		`https://x/${"y".repeat(500)}`,
	])
		expect(rpcOf(text)).toBeNull();
});
