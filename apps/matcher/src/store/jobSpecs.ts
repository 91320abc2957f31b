import { type JobId, JobSpec } from "@tabgrid/protocol";

const mostKept = 256;
const kept = new Map<JobId, JobSpec>();

/**
 * A job's spec, from its text in the database, parsed once: the id is the spec's hash, so what is known of
 * an id stays true.
 */
export function specOf(jobId: JobId, text: string): JobSpec {
	const known = knownSpec(jobId);
	if (known !== undefined) return known;
	const spec = JobSpec.parse(JSON.parse(text));
	kept.set(jobId, spec);
	const [oldest] = kept.keys();
	if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest);
	return spec;
}

/** The same where it was parsed before; the specs used last are kept. */
export function knownSpec(jobId: JobId): JobSpec | undefined {
	const spec = kept.get(jobId);
	if (spec === undefined) return undefined;
	kept.delete(jobId);
	kept.set(jobId, spec);
	return spec;
}
