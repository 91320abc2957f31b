import { z } from "zod";

const ipv4 = z.ipv4();
const ipv6 = z.ipv6();

/**
 * The block of addresses that one household or data centre typically holds: an IPv4 address' /24, an
 * IPv6 address' /48. Keys are cheap and addresses less so; the keys of one block count as one origin.
 * @returns for example `203.0.113.0/24` or `2001:db8:1::/48`; the text itself when it is no address.
 */
export function addressBlock(address: string): string {
	const plain = address.replace(/^::ffff:(?=\d+\.)/i, "").replace(/%.*$/, "");
	if (ipv4.safeParse(plain).success) return `${plain.split(".").slice(0, 3).join(".")}.0/24`;
	if (!ipv6.safeParse(plain).success) return plain;
	const [head = "", tail] = plain.toLowerCase().split("::");
	const before = head === "" ? [] : head.split(":");
	const after = tail === undefined || tail === "" ? [] : tail.split(":");
	const zeros = tail === undefined ? 0 : 8 - before.length - after.length;
	const groups = [...before, ...Array.from({ length: zeros }, () => "0"), ...after];
	const block = groups.slice(0, 3).map((group) => group.replace(/^0+(?=.)/, ""));
	return `${block.join(":")}::/48`;
}
