import { ErrorBody, JobSpec, JobView } from "@tabgrid/protocol";
import { z } from "zod";

/**
 * The job spec as OpenAPI shows it. Its params are any JSON, which the protocol's schema says
 * recursively and the generator cannot follow; requests are parsed with the protocol's own schema.
 */
const JobSpecDocument = JobSpec.extend({ params: z.record(z.string(), z.unknown()) });
export const CreateJobDocument = z.strictObject({ spec: JobSpecDocument });
export const JobViewDocument = JobView.extend({ spec: JobSpecDocument });

/** A JSON response of a route. */
export const json = <S extends z.ZodType>(description: string, schema: S) => ({
	description,
	content: { "application/json": { schema } },
});

/** What any route answers when it cannot do what was asked. */
export const failures = {
	default: json("An error: its code for programs, a sentence for people.", ErrorBody),
} as const;
