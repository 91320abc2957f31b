import { z } from "zod";

/** draft → funded → running → settling → settled, or cancelled, expired, failed. */
export const JobState = z.enum([
	"draft",
	"funded",
	"running",
	"settling",
	"settled",
	"cancelled",
	"expired",
	"failed",
]);
export type JobState = z.infer<typeof JobState>;

/** pending → running → verified, or disputed → verified, or failed. */
export const ShardState = z.enum(["pending", "running", "disputed", "verified", "failed"]);
export type ShardState = z.infer<typeof ShardState>;

/** leased → submitted → agreed, or disagreed, errored, expired, aborted. */
export const ReplicaState = z.enum([
	"leased",
	"submitted",
	"agreed",
	"disagreed",
	"errored",
	"expired",
	"aborted",
]);
export type ReplicaState = z.infer<typeof ReplicaState>;
