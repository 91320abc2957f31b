import { createHash } from "node:crypto";
import type { FileHandle } from "node:fs/promises";
import { Digest, TabgridError } from "@tabgrid/protocol";

/** Appends a stream to a file; answers its SHA-256 and size. @throws TabgridError TOO_LARGE */
export async function writeHashed(
	file: FileHandle,
	body: AsyncIterable<Uint8Array>,
	limit: number,
) {
	const hash = createHash("sha256");
	let bytes = 0;
	for await (const chunk of limited(body, limit)) {
		bytes += chunk.byteLength;
		hash.update(chunk);
		await file.writeFile(chunk);
	}
	return { digest: Digest.parse(hash.digest("hex")), bytes };
}

/** Passes a stream on. @throws TabgridError TOO_LARGE once it has more than `limit` bytes. */
export async function* limited(body: AsyncIterable<Uint8Array>, limit: number) {
	let bytes = 0;
	for await (const chunk of body) {
		bytes += chunk.byteLength;
		if (bytes > limit)
			throw new TabgridError("TOO_LARGE", `A blob may have ${limit} bytes here at most.`, {
				details: { limit },
			});
		yield chunk;
	}
}

/** The rest of a file; closes it at the end or when the reader goes away. */
export function readInChunks(file: FileHandle): ReadableStream<Uint8Array> {
	return new ReadableStream<Uint8Array>({
		async pull(controller) {
			const chunk = new Uint8Array(256 * 1024);
			const { bytesRead } = await file.read(chunk, 0, chunk.length);
			if (bytesRead > 0) return controller.enqueue(chunk.subarray(0, bytesRead));
			await file.close();
			controller.close();
		},
		cancel: () => file.close(),
	});
}

/** Bytes at hand as a stream. */
export async function* oneChunk(bytes: Uint8Array): AsyncIterable<Uint8Array> {
	yield bytes;
}
