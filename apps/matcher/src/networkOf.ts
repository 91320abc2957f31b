import { createHmac } from "node:crypto";
import { BlockList, isIP, isIPv6 } from "node:net";
import { addressBlock } from "./core/trust/addressBlock.ts";

/** An IPv6 address that clientAddress cut to its /64, as a whole one. */
const whole = (address: string) =>
	address.includes(":") && address.split(":").length < 8 && !address.includes("::")
		? `${address}::`
		: address;

/**
 * Names the network of an address, so that one subscriber's many addresses count as one: IPv4 by /24,
 * IPv6 by /48. What is kept is a hash with a key of the operator's, not the address: it tells two
 * networks apart and is of no use to anybody else.
 * @param address as clientAddress gives it.
 */
export function networkOf(address: string, key: string): string {
	const block = addressBlock(whole(address));
	return createHmac("sha256", key).update(`tabgrid network ${block}`).digest("hex").slice(0, 24);
}

/** ::1, as clientAddress cuts it. */
const loopback = "0:0:0:0::";
const privateRanges = new BlockList();
privateRanges.addSubnet("127.0.0.0", 8);
privateRanges.addSubnet("10.0.0.0", 8);
privateRanges.addSubnet("172.16.0.0", 12);
privateRanges.addSubnet("192.168.0.0", 16);
privateRanges.addSubnet("169.254.0.0", 16);
privateRanges.addSubnet("fc00::", 7, "ipv6");
privateRanges.addSubnet("fe80::", 10, "ipv6");

/** Whether an address is of one machine or of a private network, where it tells nobody apart. */
export function isPrivateAddress(address: string): boolean {
	const plain = whole(address);
	if (plain === loopback) return true;
	return isIP(plain) !== 0 && privateRanges.check(plain, isIPv6(plain) ? "ipv6" : "ipv4");
}
