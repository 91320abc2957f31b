import {
	type Digest,
	decodeBundle,
	type JobSpec,
	type Receipt,
	type ReceiptProblem,
	TabgridError,
} from "@tabgrid/protocol";
import { kernelById } from "../catalogue.ts";
import { compareOutputs } from "../compare/compareOutputs.ts";
import type { BundleComparison } from "../compare/outcome.ts";

/** Fetches a blob and checks its digest; throws TabgridError MISSING_BLOB or DIGEST_MISMATCH. */
export type ReadBlob = (digest: Digest) => Promise<Uint8Array>;

/** Distances are computed alike everywhere; what differs by more than this was not measured. */
const slack = 1e-6;

/** Compares two outputs as the job does. @throws TabgridError BAD_INPUT when one is no tensor bundle. */
export function compareAsJob(spec: JobSpec, a: Uint8Array, b: Uint8Array): BundleComparison {
	const kernel = kernelById(spec.kernel, spec.kernelVersion);
	return compareOutputs(decodeBundle(a), decodeBundle(b), spec.comparators, kernel.comparator);
}

/**
 * Fetches the outputs that a receipt names, and measures again how far each agreed one is from the
 * canonical one. Outputs beside the canonical one that are no longer kept are passed over.
 */
export async function checkOutputs(
	spec: JobSpec,
	receipt: Pick<Receipt, "shardIndex" | "output" | "replicas">,
	read: ReadBlob,
): Promise<ReceiptProblem[]> {
	const { shardIndex, output, replicas } = receipt;
	const problem = (message: string): ReceiptProblem => ({ code: "OUTPUT", shardIndex, message });
	let canonical: Uint8Array;
	try {
		canonical = await read(output);
		decodeBundle(canonical);
	} catch (error) {
		return [problem(`Its output can't be had: ${sentence(error)}`)];
	}
	const problems: ReceiptProblem[] = [];
	for (const { verdict, digest, distance } of replicas) {
		if (verdict !== "agreed" || digest === null || digest === output) continue;
		try {
			const measured = compareAsJob(spec, canonical, await read(digest)).distance;
			if (!(Math.abs(measured - (distance ?? Infinity)) <= slack * (1 + measured)))
				problems.push(
					problem(`An agreed output is ${measured} away; the receipt says ${distance}.`),
				);
		} catch (error) {
			if (error instanceof TabgridError && error.code === "MISSING_BLOB") continue;
			problems.push(problem(`An agreed output can't be read: ${sentence(error)}`));
		}
	}
	return problems;
}

/** What is wrong with the bytes, in a sentence; anything else is not the receipt's fault and is thrown. */
function sentence(error: unknown): string {
	if (
		error instanceof TabgridError &&
		["MISSING_BLOB", "DIGEST_MISMATCH", "BAD_INPUT", "TOO_LARGE"].includes(error.code)
	)
		return error.message;
	throw error;
}
