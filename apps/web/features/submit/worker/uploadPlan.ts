import { type Digest, TabgridError } from "@tabgrid/protocol";
import type { MatcherClient } from "@/lib/matcher/MatcherClient";
import type { DescribedPlan } from "./describePlan";
import type { MadePlan } from "./makePlan";
import type { PlannerProgress } from "./plannerMessages";

const concurrency = 6;
const askAtOnce = 5_000;
const attempts = 4;

interface Upload {
	readonly digest: Digest;
	readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Everything that the matcher needs of a plan, made as it is asked for; shards are never all in memory. */
function* blobsOf(made: MadePlan, { manifest, summary, inputs }: DescribedPlan): Generator<Upload> {
	if (made.modelFile) yield { digest: made.model.digest, bytes: made.modelFile };
	yield { digest: summary.manifest, bytes: manifest };
	let index = 0;
	for (const { input } of made.plan.shards()) {
		const digest = inputs[index++];
		if (digest) yield { digest, bytes: input };
	}
}

/**
 * Sends the blobs that the matcher doesn't have, a few at a time. What was sent before, by whomever,
 * isn't sent again, so an interrupted upload goes on where it stopped.
 */
export async function uploadPlan(
	matcher: MatcherClient,
	made: MadePlan,
	described: DescribedPlan,
	onProgress: (progress: PlannerProgress) => void,
): Promise<void> {
	const { summary, manifest, inputs } = described;
	const missing = await findMissing(matcher, [
		...(made.modelFile ? [summary.model.digest] : []),
		summary.manifest,
		...inputs,
	]);
	const total =
		summary.inputBytes + manifest.byteLength + (made.modelFile ? summary.model.bytes : 0);
	let done = 0;
	const running = new Set<Promise<void>>();
	const settled = (bytes: number) => {
		done += bytes;
		onProgress({ done, total });
	};
	for (const { digest, bytes } of blobsOf(made, described)) {
		if (!missing.delete(digest)) {
			settled(bytes.byteLength);
			continue;
		}
		if (running.size >= concurrency) await Promise.race(running);
		const task: Promise<void> = put(matcher, digest, bytes)
			.then(() => settled(bytes.byteLength))
			.finally(() => running.delete(task));
		running.add(task);
	}
	await Promise.all(running);
}

async function findMissing(
	matcher: MatcherClient,
	digests: readonly Digest[],
): Promise<Set<Digest>> {
	const unique = [...new Set(digests)];
	const missing = new Set<Digest>();
	for (let from = 0; from < unique.length; from += askAtOnce)
		for (const digest of await matcher.missingBlobs(unique.slice(from, from + askAtOnce)))
			missing.add(digest);
	return missing;
}

/** Sends one blob, patiently while the matcher is away or asks to slow down. */
async function put(
	matcher: MatcherClient,
	digest: Digest,
	bytes: Uint8Array<ArrayBuffer>,
): Promise<void> {
	for (let attempt = 1; ; attempt++) {
		try {
			await matcher.putBlob(digest, bytes);
			return;
		} catch (error) {
			const passing =
				error instanceof TabgridError &&
				(error.code === "UNAVAILABLE" || error.code === "RATE_LIMITED");
			if (!passing || attempt === attempts) throw error;
			const wait = error.retryAfterMs ?? 500 * 2 ** attempt;
			await new Promise((resolve) => setTimeout(resolve, wait));
		}
	}
}
