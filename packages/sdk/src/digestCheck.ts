import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import { type Digest, TabgridError } from "@tabgrid/protocol";

/** Passes bytes on and hashes them; fails at the end with DIGEST_MISMATCH when they were others. */
export function digestCheck(wanted: Digest): TransformStream<Uint8Array, Uint8Array> {
	const hash = sha256.create();
	return new TransformStream({
		transform(chunk, controller) {
			hash.update(chunk);
			controller.enqueue(chunk);
		},
		flush(controller) {
			const found = bytesToHex(hash.digest());
			if (found !== wanted)
				controller.error(
					new TabgridError("DIGEST_MISMATCH", "The matcher sent other bytes than it promised.", {
						details: { wanted, found },
					}),
				);
		},
	});
}
