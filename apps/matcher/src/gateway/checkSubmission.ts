import {
	attestationMessage,
	digestLarge,
	limits,
	type SigningDomain,
	type Submission,
	TabgridError,
	verifySessionSignature,
} from "@tabgrid/protocol";
import type { RecordedBlobs } from "../blobs/RecordedBlobs.ts";
import type { VerifiedSubmission } from "../store/index.ts";
import type { LeasePlace } from "./LeasePlaces.ts";

/**
 * Checks everything about a submission that needs no transaction: whose lease it is, the attestation,
 * and that the output has the attested digest. After this the submission may be acknowledged as soon
 * as its transaction has committed, which stores an inline output too.
 * @throws TabgridError LEASE_NOT_YOURS, BAD_SIGNATURE, DIGEST_MISMATCH, TOO_LARGE or MISSING_BLOB.
 */
export async function checkSubmission(
	submission: Submission,
	place: LeasePlace | undefined,
	session: { readonly providerId: string; readonly verifyKey: CryptoKey },
	domain: SigningDomain,
	blobs: RecordedBlobs,
): Promise<VerifiedSubmission> {
	if (place === undefined || place.providerId !== session.providerId)
		throw new TabgridError("LEASE_NOT_YOURS", "This replica was not leased to you.");
	const message = attestationMessage(domain, place.jobId, place.shardIndex, submission.digest);
	if (!(await verifySessionSignature(session.verifyKey, message, submission.signature)))
		throw new TabgridError(
			"BAD_SIGNATURE",
			"The attestation is not by your session key over this job, shard and digest.",
		);
	const { output } = submission;
	if (output === undefined) await requireUploaded(submission, blobs);
	else await checkInline(submission, output);
	return { ...submission, providerId: place.providerId };
}

async function requireUploaded({ digest, outputBytes }: Submission, blobs: RecordedBlobs) {
	const [found] = await blobs.find([digest]);
	if (found === undefined)
		throw new TabgridError("MISSING_BLOB", `Upload the output first: PUT /blobs/${digest}.`);
	if (found.bytes !== outputBytes)
		throw new TabgridError(
			"DIGEST_MISMATCH",
			`The uploaded output has ${found.bytes} bytes, not ${outputBytes}.`,
		);
}

async function checkInline(submission: Submission, output: Uint8Array) {
	if (output.byteLength > limits.inlineResult)
		throw new TabgridError(
			"TOO_LARGE",
			`An output over ${limits.inlineResult} bytes is uploaded, not sent inline.`,
		);
	if (
		output.byteLength !== submission.outputBytes ||
		(await digestLarge(output)) !== submission.digest
	)
		throw new TabgridError("DIGEST_MISMATCH", "The output's bytes don't have the digest attested.");
}
