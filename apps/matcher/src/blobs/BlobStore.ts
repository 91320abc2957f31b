import type { Digest } from "@tabgrid/protocol";

/** A blob's size and when it was last written or asked for. */
export interface BlobInfo {
	readonly digest: Digest;
	readonly bytes: number;
	/** Epoch ms. */
	readonly touchedAt: number;
}

/** What putting a blob did. */
export interface BlobPut {
	readonly digest: Digest;
	readonly bytes: number;
	/** False when it was there already. */
	readonly created: boolean;
}

/** Content-addressed storage: every blob is named by the SHA-256 of its bytes. */
export interface BlobStore {
	/** A blob's size in bytes; undefined when it isn't stored. */
	size(digest: Digest): Promise<number | undefined>;
	/** Those of `digests` that aren't stored. Keeps the others from being collected for a day. */
	missing(digests: readonly Digest[]): Promise<Digest[]>;
	/**
	 * Stores a stream under its name and resolves once it is durable.
	 * @throws TabgridError TOO_LARGE beyond `limit` bytes, DIGEST_MISMATCH when the bytes have another
	 * name; nothing is stored then.
	 */
	put(digest: Digest, body: AsyncIterable<Uint8Array>, limit: number): Promise<BlobPut>;
	/** Stores bytes and resolves once they are durable. */
	putBytes(bytes: Uint8Array): Promise<BlobPut>;
	/** @throws TabgridError MISSING_BLOB */
	read(digest: Digest): Promise<Uint8Array<ArrayBuffer>>;
	/** The bytes as a stream. @throws TabgridError MISSING_BLOB */
	stream(digest: Digest): Promise<{ bytes: number; body: ReadableStream<Uint8Array> }>;
	/** All blobs, in no order. */
	list(): AsyncIterable<BlobInfo>;
	remove(digest: Digest): Promise<void>;
	/** Whether blobs can be stored now. */
	healthy(): Promise<boolean>;
}
