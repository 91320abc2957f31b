import type { Digest } from "@tabgrid/protocol";
import type { MatcherClient } from "@/lib/matcher/MatcherClient";
import type { DescribedPlan } from "./describePlan";
import type { Gate } from "./Gate";
import type { MadePlan } from "./makePlan";
import type { UploadProgress } from "./plannerMessages";
import { putBlob } from "./putBlob";
import { type BlobToSend, isPassing, sendBlobs, waitAfter } from "./sendBlobs";
import { UploadMeter } from "./UploadMeter";

const askAtOnce = 5_000;

/** What the parts of an upload are called. */
const parts = { model: "model", manifest: "manifest", inputs: "inputs" } as const;

/** Everything that the matcher needs of a plan, made as it is asked for; shards are never all in memory. */
function* blobsOf(
	made: MadePlan,
	{ manifest, summary, inputs }: DescribedPlan,
): Generator<BlobToSend> {
	if (made.modelFile) yield { digest: made.model.digest, bytes: made.modelFile, part: parts.model };
	yield { digest: summary.manifest, bytes: manifest, part: parts.manifest };
	let index = 0;
	for (const { input } of made.plan.shards()) {
		const digest = inputs[index++];
		if (digest) yield { digest, bytes: input, part: parts.inputs };
	}
}

/**
 * Sends the blobs that the matcher doesn't have. What was sent before, by whomever, isn't sent again,
 * so an upload that was cut off, by a network or a closed tab, goes on where it stopped.
 */
export async function uploadPlan(
	matcher: MatcherClient,
	made: MadePlan,
	described: DescribedPlan,
	gate: Gate,
	onProgress: (progress: UploadProgress) => void,
): Promise<void> {
	const { summary, manifest, inputs } = described;
	const meter = new UploadMeter(
		[
			...(made.modelFile ? [{ name: parts.model, bytes: summary.model.bytes }] : []),
			{ name: parts.manifest, bytes: manifest.byteLength },
			{ name: parts.inputs, bytes: summary.inputBytes },
		],
		onProgress,
	);
	meter.tell();
	const missing = await findMissing(
		matcher,
		[...(made.modelFile ? [summary.model.digest] : []), summary.manifest, ...inputs],
		meter,
	);
	await sendBlobs(blobsOf(made, described), {
		missing,
		gate,
		meter,
		pause,
		put: ({ digest, bytes }, onSent, signal) =>
			putBlob(matcher.blobUrl(digest), bytes, onSent, signal),
	});
}

/** Asks what is missing, for as long as the matcher is away. */
async function findMissing(
	matcher: MatcherClient,
	digests: readonly Digest[],
	meter: UploadMeter,
): Promise<Set<Digest>> {
	const unique = [...new Set(digests)];
	const missing = new Set<Digest>();
	let attempt = 0;
	for (let from = 0; from < unique.length; ) {
		try {
			const page = unique.slice(from, from + askAtOnce);
			for (const digest of await matcher.missingBlobs(page)) missing.add(digest);
			from += askAtOnce;
			attempt = 0;
			meter.set("sending");
		} catch (error) {
			if (!isPassing(error)) throw error;
			meter.set("waiting", error.message);
			await pause(waitAfter(error, attempt++));
		}
	}
	return missing;
}

/** Waits so long, or until the browser says that the network is back. */
function pause(ms: number): Promise<void> {
	return new Promise((resolve) => {
		const done = () => {
			clearTimeout(timer);
			self.removeEventListener("online", done);
			resolve();
		};
		const timer = setTimeout(done, ms);
		self.addEventListener("online", done);
	});
}
