import { providerStakesAbi } from "@tabgrid/contracts";
import { type GridConfig, type ProviderId, TabgridError } from "@tabgrid/protocol";
import type { Hex } from "viem";

/** What of GET /config stakes need: the contract, and the operator whose jobs they speak for. */
export type StakesOf = Pick<GridConfig, "stakes" | "operator">;

/** The stakes' contract. @throws TabgridError CONFLICT where the grid takes no stakes. */
export function stakesContract({ stakes }: Pick<GridConfig, "stakes">) {
	if (stakes === null)
		throw new TabgridError(
			"CONFLICT",
			"This grid takes no stakes: its operator has not named a contract for them.",
		);
	return { address: stakes, abi: providerStakesAbi } as const;
}

/** A provider's id as the contract takes it. */
export function bytesOf(providerId: ProviderId): Hex {
	return `0x${providerId}`;
}
