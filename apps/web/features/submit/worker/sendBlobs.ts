import { type Digest, TabgridError } from "@tabgrid/protocol";
import type { Gate } from "./Gate";
import type { UploadMeter } from "./UploadMeter";

/** A blob with the part of the upload that it belongs to. */
export interface BlobToSend {
	readonly digest: Digest;
	readonly bytes: Uint8Array<ArrayBuffer>;
	readonly part: string;
}

export interface SendOptions {
	/** Digests that the matcher lacks; emptied as they are taken. */
	readonly missing: Set<Digest>;
	readonly put: (
		blob: BlobToSend,
		onSent: (bytes: number) => void,
		signal: AbortSignal,
	) => Promise<void>;
	readonly gate: Gate;
	readonly meter: UploadMeter;
	/** Waits so long, or less when there is reason to hope. */
	readonly pause: (ms: number) => Promise<void>;
	readonly concurrency?: number;
}

const longestWait = 15_000;

/** Whether trying again later may help: the matcher is away, or asks to slow down. */
export function isPassing(error: unknown): error is TabgridError {
	return (
		error instanceof TabgridError && (error.code === "UNAVAILABLE" || error.code === "RATE_LIMITED")
	);
}

/** How long to wait before the attempt after `attempt`, in ms. */
export function waitAfter(error: TabgridError, attempt: number): number {
	return error.retryAfterMs ?? Math.min(longestWait, 500 * 2 ** Math.min(attempt, 10));
}

/**
 * Sends the blobs that are missing, a few at a time. A blob that fails for a passing reason is sent
 * again, for as long as it takes; a closed gate stops what is under way until it opens.
 * @throws TabgridError the first that waiting doesn't help.
 */
export async function sendBlobs(blobs: Iterable<BlobToSend>, options: SendOptions): Promise<void> {
	const { missing, meter, concurrency = 6 } = options;
	const iterator = blobs[Symbol.iterator]();
	let failed = false;
	async function lane(): Promise<void> {
		for (let next = iterator.next(); !next.done && !failed; next = iterator.next()) {
			const blob = next.value;
			if (!missing.delete(blob.digest)) meter.wasThere(blob.part, blob.bytes.byteLength);
			else await sendOne(blob, options, () => failed);
		}
	}
	await Promise.all(
		Array.from({ length: concurrency }, () =>
			lane().catch((error: unknown) => {
				failed = true;
				throw error;
			}),
		),
	);
}

async function sendOne(
	blob: BlobToSend,
	{ put, gate, meter, pause }: SendOptions,
	givenUp: () => boolean,
): Promise<void> {
	for (let attempt = 0; !givenUp(); attempt++) {
		await gate.pass();
		let flying = 0;
		const fly = (bytes: number) => {
			meter.flying(blob.part, bytes - flying);
			flying = bytes;
		};
		try {
			await put(blob, fly, gate.signal);
			fly(0);
			meter.arrived(blob.part, blob.bytes.byteLength);
			meter.set("sending");
			return;
		} catch (error) {
			fly(0);
			if (gate.isClosed) continue;
			if (error instanceof TabgridError && error.code === "STOPPED") continue;
			if (!isPassing(error)) throw error;
			meter.set("waiting", error.message);
			await pause(waitAfter(error, attempt));
		}
	}
}
