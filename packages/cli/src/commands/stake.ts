import { Command } from "@commander-js/extra-typings";
import { addCommand, keepCommand, noticeCommand, withdrawCommand } from "../stake/changeStake.ts";
import { showCommand } from "../stake/showStake.ts";

/** `tabgrid stake`: what a provider loses when it lies. */
export function stakeCommand(signal: AbortSignal) {
	return new Command("stake")
		.description(
			"What your provider has at stake, which is what it loses when it lies: show it, add to it, or take it back. With 100 times the price of a replica at stake its results are checked up to a third less often. 100 prices of a replica are burned for each result that is found wrong.",
		)
		.usage("[command] [options]")
		.addCommand(showCommand(signal), { isDefault: true })
		.addCommand(addCommand(signal))
		.addCommand(noticeCommand(signal))
		.addCommand(keepCommand(signal))
		.addCommand(withdrawCommand(signal));
}
