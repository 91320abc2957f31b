import { limits, TabgridError } from "@tabgrid/protocol";

/** What is computed for one row of a batch. */
export interface PortableCost {
	/** Multiplications and additions of linear layers, as the given model has them. */
	readonly multiplyAddsBefore: number;
	/** Those of the portable one. */
	readonly multiplyAdds: number;
	/** Numbers in the largest value. */
	readonly elements: number;
	readonly nodes: number;
	/** Of the weights that were written anew. */
	readonly bytes: number;
}

/** What a portable model may cost for one row of a batch. Beyond, a job is better left to tolerances. */
const portableLimits = {
	multiplyAdds: 50_000_000_000,
	elements: 2 ** 26,
	nodes: 50_000,
	bytes: limits.model,
} as const;

/** @throws TabgridError TOO_LARGE with what is over which limit. */
export function checkAffordable(cost: PortableCost): void {
	const named = {
		multiplyAdds: "multiplications",
		elements: "numbers in one value",
		nodes: "nodes",
		bytes: "bytes of weights",
	} as const;
	for (const name of ["multiplyAdds", "elements", "nodes", "bytes"] as const)
		if (cost[name] > portableLimits[name])
			throw new TabgridError(
				"TOO_LARGE",
				`Made portable, the model would take ${cost[name]} ${named[name]} for one row; ${portableLimits[name]} are affordable. Leave it as it is and compare within tolerances.`,
			);
}
