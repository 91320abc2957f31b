import { expect, it } from "vitest";
import { networkOf } from "./networkOf.ts";

it("takes a subscriber's addresses for one network, and others for others", () => {
	const of = (address: string) => networkOf(address, "key");
	expect(of("203.0.113.7")).toBe(of("203.0.113.250"));
	expect(of("203.0.113.7")).not.toBe(of("203.0.114.7"));
	expect(of("2001:db8:7:1")).toBe(of("2001:db8:7:ffff"));
	expect(of("2001:db8:7:1")).not.toBe(of("2001:db8:8:1"));
});

it("tells nobody the address, nor the same name under another key", () => {
	expect(networkOf("203.0.113.7", "key")).toMatch(/^[0-9a-f]{24}$/);
	expect(networkOf("203.0.113.7", "key")).not.toBe(networkOf("203.0.113.7", "other"));
});
