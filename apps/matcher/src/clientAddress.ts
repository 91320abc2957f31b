import type { IncomingHttpHeaders } from "node:http";

/**
 * The address to count a caller's requests by. Behind a proxy that is trusted, the last entry of
 * X-Forwarded-For: the one that the proxy itself wrote. An IPv6 address is cut to its /64, which is
 * what one subscriber has.
 */
export function clientAddress(
	headers: IncomingHttpHeaders,
	peer: string | undefined,
	trustProxy: boolean,
): string {
	const forwarded = trustProxy ? [headers["x-forwarded-for"]].flat().at(-1) : undefined;
	const address = forwarded?.split(",").at(-1)?.trim() || peer || "unknown";
	const plain = address.replace(/^::ffff:/, "");
	if (!plain.includes(":")) return plain;
	const [head = "", tail] = plain.split("::");
	const start = head.split(":").filter(Boolean);
	const end = (tail ?? "").split(":").filter(Boolean);
	const zeros =
		tail === undefined ? [] : Array(Math.max(0, 8 - start.length - end.length)).fill("0");
	return [...start, ...zeros, ...end].slice(0, 4).join(":");
}
