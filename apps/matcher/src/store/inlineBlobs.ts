import type { Digest } from "@tabgrid/protocol";
import type { Queries } from "./db.ts";

/** The bytes of those blobs that the database holds itself: results that came inline. */
export async function inlineBlobs(
	db: Queries,
	digests: readonly Digest[],
): Promise<Map<Digest, Uint8Array<ArrayBuffer>>> {
	const rows = await db.query<{ digest: Digest; content: Uint8Array }>(
		`select digest, content from blobs
		 where digest in (select json_array_elements_text($1::json)) and content is not null`,
		[JSON.stringify(digests)],
	);
	return new Map(rows.map(({ digest, content }) => [digest, new Uint8Array(content)]));
}
