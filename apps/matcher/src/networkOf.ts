import { createHmac } from "node:crypto";

/**
 * Names the network of an address, so that one subscriber's many addresses count as one: IPv4 by /24,
 * IPv6 by /48. What is kept is a hash with a key of the operator's, not the address: it tells two
 * networks apart and is of no use to anybody else.
 * @param address as clientAddress gives it.
 */
export function networkOf(address: string, key: string): string {
	const parts = address.includes(":") ? address.split(":") : address.split(".");
	const block = parts.slice(0, 3).join("/");
	return createHmac("sha256", key).update(`tabgrid network ${block}`).digest("hex").slice(0, 24);
}
