import type { Plan } from "@tabgrid/kernels";
import {
	canonicalJson,
	type Digest,
	digestLarge,
	type JobSpec,
	limits,
	type Manifest,
	TabgridError,
} from "@tabgrid/protocol";
import type { MatcherApi } from "./MatcherApi.ts";
import { uploadBlobs } from "./uploadBlobs.ts";

/** A plan's blobs as the matcher knows or will know them. */
export type UploadedPlan = Pick<JobSpec, "model" | "manifest" | "shards">;

/** A plan that was gone through once: what the spec needs of it, and where its bytes are. */
export interface DescribedPlan extends UploadedPlan {
	/** Bytes of model, inputs and manifest together, each blob counted once. */
	readonly totalBytes: number;
	readonly digests: readonly Digest[];
	/** The blobs once more, each when it is asked for. */
	blobs(): Generator<{ readonly digest: Digest; readonly bytes: Uint8Array<ArrayBuffer> }>;
}

export interface UploadOptions {
	/** Bytes that the matcher has, of all. */
	readonly onProgress?: (progress: { readonly done: number; readonly total: number }) => void;
	readonly signal?: AbortSignal;
}

/**
 * Encodes every shard once and keeps digests and sizes only, so that a plan may be larger than memory.
 * @throws TabgridError TOO_LARGE when the manifest is over its limit.
 */
export async function describePlan(
	plan: Plan<unknown>,
	model: Uint8Array<ArrayBuffer>,
): Promise<DescribedPlan> {
	const shards: Manifest["shards"] = [];
	for (const { input, items, labels } of plan.shards())
		shards.push({
			input: await digestLarge(input),
			bytes: input.byteLength,
			items,
			...(labels === undefined ? {} : { labels: [...labels] }),
		});
	const manifest: Manifest = { version: 1, shards };
	const manifestBytes = new TextEncoder().encode(canonicalJson(manifest));
	if (manifestBytes.byteLength > limits.manifest)
		throw new TabgridError("TOO_LARGE", "The job has too many shards; put more items into each.");
	const modelDigest = await digestLarge(model);
	const manifestDigest = await digestLarge(manifestBytes);
	const sizes = new Map([
		[modelDigest, model.byteLength],
		...shards.map(({ input, bytes }) => [input, bytes] as const),
		[manifestDigest, manifestBytes.byteLength],
	]);
	return {
		model: modelDigest,
		manifest: manifestDigest,
		shards: shards.length,
		totalBytes: [...sizes.values()].reduce((sum, bytes) => sum + bytes, 0),
		digests: [...sizes.keys()],
		*blobs() {
			yield { digest: modelDigest, bytes: model };
			let index = 0;
			for (const { input } of plan.shards()) {
				const digest = shards[index++]?.input;
				if (digest !== undefined) yield { digest, bytes: input };
			}
			yield { digest: manifestDigest, bytes: manifestBytes };
		},
	};
}

/**
 * Uploads model, shard inputs and manifest, leaving out what the matcher already has: an upload that
 * was interrupted goes on where it stopped.
 */
export async function uploadPlan(
	api: MatcherApi,
	plan: Plan<unknown>,
	model: Uint8Array<ArrayBuffer>,
	options: UploadOptions = {},
): Promise<UploadedPlan> {
	const described = await describePlan(plan, model);
	await uploadBlobs(api, described, options);
	const { model: digest, manifest, shards } = described;
	return { model: digest, manifest, shards };
}
