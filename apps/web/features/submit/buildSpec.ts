import { type Address, type GridConfig, JobSpec, parseOrThrow } from "@tabgrid/protocol";
import type { JobTerms } from "./settings";
import type { PlanSummary } from "./worker/plannerMessages";

/** 16 random bytes in hex. */
export function makeNonce(): string {
	return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
		byte.toString(16).padStart(2, "0"),
	).join("");
}

/**
 * The specification that the client pays for.
 * @param now Unix seconds from which the deadline counts.
 * @throws TabgridError BAD_PARAMS when something has no place in a spec.
 */
export function buildSpec(parts: {
	readonly grid: Pick<GridConfig, "chainId" | "escrow">;
	readonly client: Address;
	readonly plan: PlanSummary;
	readonly terms: JobTerms;
	readonly nonce: string;
	readonly now: number;
}): JobSpec {
	const { grid, client, plan, terms, nonce, now } = parts;
	return parseOrThrow(
		JobSpec,
		{
			version: 1,
			chainId: grid.chainId,
			escrow: grid.escrow,
			client,
			nonce,
			title: terms.title,
			kernel: plan.kernel,
			kernelVersion: plan.kernelVersion,
			model: plan.model.digest,
			params: plan.params,
			manifest: plan.manifest,
			shards: plan.shards,
			comparators: terms.comparators,
			...(terms.backend === undefined ? {} : { backend: terms.backend }),
			policy: terms.policy,
			pricePerReplica: terms.price.toString(),
			deadline: Math.ceil(now) + terms.deadlineSeconds,
		} satisfies Record<Exclude<keyof JobSpec, "backend">, unknown>,
		"BAD_PARAMS",
	);
}
