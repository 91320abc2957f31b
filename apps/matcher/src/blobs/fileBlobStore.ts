import { createHash, randomUUID } from "node:crypto";
import {
	access,
	constants,
	type FileHandle,
	mkdir,
	open,
	opendir,
	readdir,
	readFile,
	rename,
	rm,
	stat,
	utimes,
} from "node:fs/promises";
import { dirname, join } from "node:path";
import { Digest, TabgridError } from "@tabgrid/protocol";
import type { BlobInfo, BlobPut, BlobStore } from "./BlobStore.ts";
import { limited, oneChunk, readInChunks, writeHashed } from "./byteStreams.ts";

/** A draft that nobody has written to for so long, in ms, is nobody's. */
const abandonedMs = 60 * 60 * 1000;

/**
 * Blobs as files: `<root>/ab/cd/abcd…`, and `<root>/incoming` for those still being written. A blob
 * appears under its name by an atomic rename after its bytes and its folder are on disk.
 */
export async function openFileBlobStore(root: string): Promise<BlobStore> {
	const incoming = join(root, "incoming");
	await mkdir(incoming, { recursive: true });
	await removeAbandoned(incoming);
	return new FileBlobStore(root, incoming);
}

/** Removes what a killed process left half written; not what another process over this folder writes. */
async function removeAbandoned(incoming: string): Promise<void> {
	for (const name of await readdir(incoming)) {
		const path = join(incoming, name);
		const found = await stat(path).catch(() => undefined);
		if (found && Date.now() - found.mtimeMs > abandonedMs) await rm(path, { force: true });
	}
}

class FileBlobStore implements BlobStore {
	readonly #root: string;
	readonly #incoming: string;

	constructor(root: string, incoming: string) {
		this.#root = root;
		this.#incoming = incoming;
	}

	async size(digest: Digest): Promise<number | undefined> {
		try {
			return (await stat(this.#path(digest))).size;
		} catch (error) {
			if (isMissing(error)) return undefined;
			throw error;
		}
	}

	async missing(digests: readonly Digest[]): Promise<Digest[]> {
		const absent: Digest[] = [];
		const width = 64;
		for (let start = 0; start < digests.length; start += width) {
			const part = digests.slice(start, start + width);
			const touched = await Promise.all(part.map((digest) => this.#touch(digest)));
			absent.push(...part.filter((_, index) => !touched[index]));
		}
		return absent;
	}

	async put(digest: Digest, body: AsyncIterable<Uint8Array>, limit: number): Promise<BlobPut> {
		const there = await this.size(digest);
		if (there !== undefined && (await this.#touch(digest))) {
			// Heard to the end: an uploader that is cut off in the middle takes it for a failure.
			for await (const { length } of limited(body, limit)) void length;
			return { digest, bytes: there, created: false };
		}
		const draft = join(this.#incoming, randomUUID());
		const file = await open(draft, "wx").catch((error: unknown) => {
			throw isFull(error) ? noRoom(error) : error;
		});
		try {
			const written = await writeHashed(file, body, limit);
			if (written.digest !== digest)
				throw new TabgridError(
					"DIGEST_MISMATCH",
					`These bytes have the SHA-256 ${written.digest}, not ${digest}.`,
				);
			await this.#publish(draft, file, digest);
			return { ...written, created: true };
		} catch (error) {
			throw isFull(error) ? noRoom(error) : error;
		} finally {
			await file.close();
			await rm(draft, { force: true });
		}
	}

	putBytes(bytes: Uint8Array): Promise<BlobPut> {
		const digest = Digest.parse(createHash("sha256").update(bytes).digest("hex"));
		return this.put(digest, oneChunk(bytes), bytes.byteLength);
	}

	async read(digest: Digest): Promise<Uint8Array<ArrayBuffer>> {
		try {
			return new Uint8Array(await readFile(this.#path(digest)));
		} catch (error) {
			throw isMissing(error) ? missingBlob(digest) : error;
		}
	}

	async stream(digest: Digest): Promise<{ bytes: number; body: ReadableStream<Uint8Array> }> {
		try {
			const file = await open(this.#path(digest), "r");
			const { size } = await file.stat();
			return { bytes: size, body: readInChunks(file) };
		} catch (error) {
			throw isMissing(error) ? missingBlob(digest) : error;
		}
	}

	async *list(): AsyncIterable<BlobInfo> {
		const folder = await opendir(this.#root, { recursive: true });
		for await (const entry of folder) {
			const digest = Digest.safeParse(entry.name);
			if (!entry.isFile() || !digest.success) continue;
			const found = await stat(this.#path(digest.data)).catch(() => undefined);
			if (found) yield { digest: digest.data, bytes: found.size, touchedAt: found.mtimeMs };
		}
	}

	async remove(digest: Digest): Promise<void> {
		await rm(this.#path(digest), { force: true });
	}

	async healthy(): Promise<boolean> {
		return access(this.#incoming, constants.W_OK).then(
			() => true,
			() => false,
		);
	}

	#path(digest: Digest): string {
		return join(this.#root, digest.slice(0, 2), digest.slice(2, 4), digest);
	}

	async #touch(digest: Digest): Promise<boolean> {
		const now = new Date();
		try {
			await utimes(this.#path(digest), now, now);
			return true;
		} catch (error) {
			if (isMissing(error)) return false;
			throw error;
		}
	}

	async #publish(draft: string, file: FileHandle, digest: Digest): Promise<void> {
		await file.sync();
		const path = this.#path(digest);
		const made = await mkdir(dirname(path), { recursive: true });
		await rename(draft, path);
		await syncFolder(dirname(path));
		if (made !== undefined) {
			await syncFolder(dirname(dirname(path)));
			await syncFolder(this.#root);
		}
	}
}

/** Makes a rename durable (not possible, and not needed, on Windows). */
async function syncFolder(path: string): Promise<void> {
	if (process.platform === "win32") return;
	const folder = await open(path, "r");
	try {
		await folder.sync();
	} finally {
		await folder.close();
	}
}

/** No space left, the quota is used up, or the process may write no larger files. */
function isFull(error: unknown): boolean {
	const codes: readonly unknown[] = ["ENOSPC", "EDQUOT", "EFBIG"];
	return error instanceof Error && "code" in error && codes.includes(error.code);
}

function noRoom(cause: unknown): TabgridError {
	return new TabgridError(
		"UNAVAILABLE",
		"The matcher's disk is full: it can't store more for now.",
		{
			retryAfterMs: 30_000,
			cause,
		},
	);
}

function isMissing(error: unknown): boolean {
	return error instanceof Error && "code" in error && error.code === "ENOENT";
}

function missingBlob(digest: Digest): TabgridError {
	return new TabgridError("MISSING_BLOB", `The blob ${digest} is not stored here.`);
}
