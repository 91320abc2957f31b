import { z } from "zod";
import { canonicalJson } from "../canonicalJson.ts";
import { parseOrThrow } from "../errors.ts";
import { JobId } from "../ids.ts";
import { JobSpec } from "../jobSpec.ts";
import { AmountText } from "../money.ts";
import { TabgridError } from "../tabgridError.ts";
import { JobAudit } from "../trust.ts";
import { Receipt } from "./receipt.ts";

/** 32 bytes as 0x-prefixed lower-case hex. */
export const Root = z
	.string()
	.regex(/^0x[0-9a-f]{64}$/, "A root is 0x and 64 lower-case hex digits.");

/** The first line of a receipts file. Each of its fields can be checked against the rest or the chain. */
export const ReceiptsHeader = z.strictObject({
	format: z.literal("tabgrid.receipts"),
	version: z.literal(1),
	jobId: JobId,
	spec: JobSpec,
	/** How many lines follow: one for each verified shard. */
	receipts: z.int().nonnegative(),
	/** The root over them that goes on chain; null for a job that ended without a result. */
	resultRoot: Root.nullable(),
	/** What all replicas were credited together, in minor units. */
	earned: AmountText,
	/** The schedule of spot checks of a job with a trust policy; absent where there is none. */
	audit: JobAudit.optional(),
});
export type ReceiptsHeader = z.infer<typeof ReceiptsHeader>;

/** Longest line of a receipts file, in bytes. */
const longestLine = 8 * 1024 * 1024;

/** A header's or receipt's line: canonical JSON and a line feed. */
export function receiptsLine(value: ReceiptsHeader | Receipt): string {
	return `${canonicalJson(value)}\n`;
}

/**
 * Parses a line that must be in its one form.
 * @throws TabgridError BAD_INPUT.
 */
function parseLine<S extends z.ZodType>(schema: S, line: string, what: string): z.infer<S> {
	let value: unknown;
	try {
		value = JSON.parse(line);
	} catch (cause) {
		throw new TabgridError("BAD_INPUT", `${what} is no JSON.`, { cause });
	}
	const parsed = parseOrThrow(schema, value, "BAD_INPUT");
	if (canonicalJson(parsed) !== line)
		throw new TabgridError("BAD_INPUT", `${what} is not written as canonical JSON.`);
	return parsed;
}

export const parseHeader = (line: string): ReceiptsHeader =>
	parseLine(ReceiptsHeader, line, "The file's first line");
export const parseReceipt = (line: string): Receipt => parseLine(Receipt, line, "The receipt");

/**
 * The lines of a UTF-8 stream, without their line feeds. The last must end with one, so that a file
 * which was cut off is noticed.
 * @throws TabgridError BAD_INPUT
 */
export async function* linesOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
	const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
	const decode = (chunk?: Uint8Array) => {
		try {
			return chunk === undefined ? decoder.decode() : decoder.decode(chunk, { stream: true });
		} catch (cause) {
			throw new TabgridError("BAD_INPUT", "The file is not UTF-8 text.", { cause });
		}
	};
	let rest = "";
	for await (const chunk of chunks) {
		const parts = (rest + decode(chunk)).split("\n");
		rest = parts.pop() ?? "";
		if (rest.length > longestLine)
			throw new TabgridError("BAD_INPUT", "The file has a line that is too long for a receipt.");
		yield* parts;
	}
	rest += decode();
	if (rest !== "") throw new TabgridError("BAD_INPUT", "The file is cut off in its last line.");
}
