import { kernelById, type MergeShard, readParams } from "@tabgrid/kernels";
import {
	type Digest,
	decodeBundle,
	type JobId,
	type JobSpec,
	TabgridError,
} from "@tabgrid/protocol";
import type { RecordedBlobs } from "../blobs/RecordedBlobs.ts";
import { canonicalOutputs, type Db, inlineBlobs, recordArtifact } from "../store/index.ts";
import { resultRoot } from "./resultRoot.ts";

/**
 * Merges a settling job's verified outputs into its artifact, stores it as a blob, and records it
 * with the Merkle root. Doing it again gives the same bytes. Answers what could not be merged, in a
 * sentence; null when all went well or nothing was verified.
 */
export async function buildResult(
	db: Db,
	blobs: RecordedBlobs,
	jobId: JobId,
	spec: JobSpec,
): Promise<string | null> {
	const shards = await canonicalOutputs(db, jobId);
	const root = await resultRoot(db, jobId);
	const merged = await merge(spec, outputReader(db, blobs, shards), blobs, shards);
	await recordArtifact(db, { jobId, resultRoot: root, artifact: merged.artifact }, Date.now());
	return merged.problem;
}

const unmergeable: ReadonlySet<string> = new Set(["BAD_INPUT", "MISSING_BLOB", "UNKNOWN_KERNEL"]);

/** Outputs read at once from the database. */
const readAhead = 256;

/** Reads the shards' outputs one after the other, those that the database holds many at once. */
function outputReader(
	db: Db,
	blobs: RecordedBlobs,
	shards: Awaited<ReturnType<typeof canonicalOutputs>>,
) {
	const digests = shards.flatMap(({ digest }) => (digest === null ? [] : [digest]));
	let next = 0;
	let ahead = new Map<Digest, Uint8Array<ArrayBuffer>>();
	return async (digest: Digest) => {
		if (next % readAhead === 0)
			ahead = await inlineBlobs(db, digests.slice(next, next + readAhead));
		next += 1;
		return ahead.get(digest) ?? blobs.bytes.read(digest);
	};
}

type Merged =
	| {
			readonly problem: null;
			readonly artifact: Parameters<typeof recordArtifact>[1]["artifact"];
	  }
	| { readonly problem: string; readonly artifact: null };

async function merge(
	spec: JobSpec,
	read: (digest: Digest) => Promise<Uint8Array<ArrayBuffer>>,
	blobs: RecordedBlobs,
	shards: Awaited<ReturnType<typeof canonicalOutputs>>,
): Promise<Merged> {
	if (shards.every(({ digest }) => digest === null)) return { problem: null, artifact: null };
	try {
		const kernel = kernelById(spec.kernel, spec.kernelVersion);
		const parts: MergeShard[] = [];
		const params = readParams(kernel.params, spec.params);
		for (const { index, items, labels, digest } of shards) {
			const whole = digest === null ? undefined : decodeBundle(await read(digest));
			const output = whole && kernel.condense ? kernel.condense(whole, params) : whole;
			parts.push({
				index,
				items,
				...(output === undefined ? {} : { output }),
				...(labels === null ? {} : { labels }),
			});
		}
		const { bytes, mediaType, fileName } = await kernel.merge(parts, params);
		const { digest } = await blobs.putBytes(bytes);
		return { problem: null, artifact: { digest, bytes: bytes.byteLength, mediaType, fileName } };
	} catch (error) {
		// The work was done and is paid; outputs that are lost or don't fit, or a kernel that an upgrade has
		// replaced, must not hold up the money.
		if (error instanceof TabgridError && unmergeable.has(error.code))
			return { problem: error.message, artifact: null };
		throw error;
	}
}
