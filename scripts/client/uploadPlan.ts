import type { Plan } from "@tabgrid/kernels";
import { canonicalJson, type Digest, digestLarge, type Manifest } from "@tabgrid/protocol";
import type { MatcherApi } from "./MatcherApi.ts";

/** A plan's blobs as the matcher now has them. */
export interface UploadedPlan {
	readonly model: Digest;
	readonly manifest: Digest;
	readonly shards: number;
}

/** Uploads model, shard inputs and manifest, leaving out what the matcher already has. */
export async function uploadPlan(
	api: MatcherApi,
	plan: Plan<unknown>,
	model: Uint8Array<ArrayBuffer>,
): Promise<UploadedPlan> {
	const shards: Manifest["shards"] = [];
	for (const { input, items, labels } of plan.shards()) {
		shards.push({
			input: await upload(api, input),
			bytes: input.byteLength,
			items,
			...(labels === undefined ? {} : { labels: [...labels] }),
		});
	}
	const manifest: Manifest = { version: 1, shards };
	return {
		model: await upload(api, model),
		manifest: await upload(api, new TextEncoder().encode(canonicalJson(manifest))),
		shards: shards.length,
	};
}

async function upload(api: MatcherApi, bytes: Uint8Array<ArrayBuffer>): Promise<Digest> {
	const digest = await digestLarge(bytes);
	const missing = await api.missingBlobs([digest]);
	if (missing.length > 0) await api.putBlob(digest, bytes);
	return digest;
}
