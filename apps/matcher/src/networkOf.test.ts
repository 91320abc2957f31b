import { expect, it } from "vitest";
import { isPrivateAddress, networkOf } from "./networkOf.ts";

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

it("knows the addresses that tell nobody apart", () => {
	for (const address of ["127.0.0.1", "10.1.2.3", "192.168.7.7", "0:0:0:0", "fd00:1:2:3"])
		expect([address, isPrivateAddress(address)]).toEqual([address, true]);
	for (const address of ["203.0.113.7", "2001:db8:7:1", "unknown"])
		expect([address, isPrivateAddress(address)]).toEqual([address, false]);
});
