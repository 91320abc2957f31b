import { expect, it } from "vitest";
import { clientAddress } from "./clientAddress.ts";

it("is the peer's address, whatever a header says, unless a proxy is trusted", () => {
	const headers = { "x-forwarded-for": "203.0.113.9" };
	expect(clientAddress(headers, "198.51.100.7", false)).toBe("198.51.100.7");
	expect(clientAddress(headers, "198.51.100.7", true)).toBe("203.0.113.9");
	expect(clientAddress({}, "198.51.100.7", true)).toBe("198.51.100.7");
});

it("takes the entry that the trusted proxy wrote, not those that a client sent along", () => {
	const headers = { "x-forwarded-for": "10.0.0.1, 192.0.2.1 , 203.0.113.9" };
	expect(clientAddress(headers, "198.51.100.7", true)).toBe("203.0.113.9");
});

it("counts an IPv6 subscriber by its /64, and an IPv4 address in IPv6 by itself", () => {
	const peer = (address: string) => clientAddress({}, address, false);
	expect(peer("2001:db8:1:2:aaaa::1")).toBe(peer("2001:db8:1:2:bbbb:1:2:3"));
	expect(peer("2001:db8::1")).toBe("2001:db8:0:0");
	expect(peer("2001:db8:1:3::1")).not.toBe(peer("2001:db8:1:2::1"));
	expect(peer("::ffff:192.0.2.1")).toBe("192.0.2.1");
});
