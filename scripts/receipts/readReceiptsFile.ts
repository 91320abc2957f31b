import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { createGunzip } from "node:zlib";

/** A receipts file's bytes, unpacked where it is a gzip file. */
export async function readReceiptsFile(path: string): Promise<AsyncIterable<Uint8Array>> {
	const file = await open(path);
	const { buffer, bytesRead } = await file.read(Buffer.alloc(2), 0, 2, 0);
	await file.close();
	const stream = createReadStream(path);
	if (bytesRead < 2 || buffer[0] !== 0x1f || buffer[1] !== 0x8b) return stream;
	const unpacked = createGunzip();
	stream.on("error", (error) => unpacked.destroy(error));
	return stream.pipe(unpacked);
}
