import { Command } from "@commander-js/extra-typings";
import { Address } from "@tabgrid/protocol";
import { privateKeyToAccount } from "viem/accounts";
import { checkChain, connect } from "../connect.ts";
import { contextOf, readAddress, shared } from "../context.ts";
import { readKey } from "../readKey.ts";
import { findProvider } from "./findProvider.ts";
import { readStanding } from "./readStanding.ts";
import { providerOption } from "./stakeOptions.ts";
import { stakeText } from "./stakeText.ts";

/** `tabgrid stake show`, and `tabgrid stake` alone. */
export function showCommand(signal: AbortSignal) {
	return new Command("show")
		.description("Show what is at stake, what it covers, and when it can be withdrawn.")
		.addOption(providerOption())
		.option("--owner <address>", "who staked it [your wallet]")
		.addOption(shared.keyFile())
		.addOption(shared.matcher())
		.addOption(shared.rpc())
		.addOption(shared.json())
		.action(async (options) => {
			const context = contextOf(options, signal);
			const { settings, output } = context;
			const provider = await findProvider(settings, options.provider);
			const owner =
				options.owner === undefined
					? Address.parse(privateKeyToAccount(await readKey(settings)).address)
					: readAddress(options.owner);
			const connection = await connect(context);
			await checkChain(settings, connection.config);
			const standing = await readStanding(settings, connection, provider, owner);
			output.result(standing, stakeText(standing, connection.config));
		});
}
