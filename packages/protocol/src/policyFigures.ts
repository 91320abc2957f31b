/** What the simulator measured of one way to check a job's shards, over all of its scenarios. */
export interface PolicyFigures {
	/**
	 * Executions for each verified shard: on a grid of established, honest providers, and in the scenario
	 * where it takes the most.
	 */
	readonly executions: { readonly usual: number; readonly most: number };
	/**
	 * Wrong results of a million settled ones: where a tenth of the providers lie independently of each
	 * other, and in the scenario with the most.
	 */
	readonly wrongPerMillion: { readonly usual: number; readonly most: number };
}

/**
 * The figures that screens and cost estimates go by: the rows `honest` and `liars` and the largest of each
 * column of the table in docs/trust.md, which `npm run sim -- --seeds 200 --shards 100000` prints. Left out
 * is `low-precision-unseen`, cheats that no comparison sees: no policy can tell them, see docs/evidence.md.
 * A test holds the figures against that table.
 */
export const policyFigures = {
	fast: { executions: { usual: 1.04, most: 1.16 }, wrongPerMillion: { usual: 0, most: 1_021 } },
	balanced: { executions: { usual: 1.05, most: 1.19 }, wrongPerMillion: { usual: 0, most: 594 } },
	paranoid: { executions: { usual: 2, most: 2.09 }, wrongPerMillion: { usual: 0, most: 0 } },
	/** No trust policy: two replicas that agree. */
	twoOfTwo: {
		executions: { usual: 2, most: 2.48 },
		wrongPerMillion: { usual: 0, most: 866_470 },
	},
} as const satisfies Record<string, PolicyFigures>;
