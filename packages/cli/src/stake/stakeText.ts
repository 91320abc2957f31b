import type { GridConfig } from "@tabgrid/protocol";
import { money } from "../money.ts";
import type { StakeStanding } from "./readStanding.ts";

/** A stake in words: what it is, what it covers, and what becomes of what is leaving. */
export function stakeText(stake: StakeStanding, { token }: Pick<GridConfig, "token">): string {
	const { provider, owner, amount, leaving, leavesAt, covers, withdrawable, burned } = stake;
	const lines = [`Provider ${provider}: ${money(amount, token)} at stake by ${owner}.`];
	lines.push(
		covers === 0n
			? "It covers no job: 100 times what a job pays for a replica covers that job."
			: `It covers jobs up to ${money(covers, token)} a replica: results there are checked up to a third less often.`,
	);
	if (leavesAt !== null)
		lines.push(
			withdrawable
				? `${money(leaving, token)} of it can be withdrawn now: tabgrid stake withdraw.`
				: `${money(leaving, token)} of it leaves: it can be withdrawn from ${moment(leavesAt)} on, and be burned until it is.`,
		);
	if (burned > 0n) lines.push(`${money(burned, token)} were burned for wrong results.`);
	return lines.join("\n");
}

/** Epoch ms as a person reads them, in UTC. */
function moment(at: number): string {
	return `${new Date(at).toISOString().slice(0, 16).replace("T", " ")} UTC`;
}
