import { Command } from "@commander-js/extra-typings";
import { Address, type ProviderId } from "@tabgrid/protocol";
import {
	addStake,
	giveStakeNotice,
	keepStake,
	type LocalWallet,
	stakeOf,
	withdrawStake,
} from "@tabgrid/sdk";
import { agree } from "../agree.ts";
import { type Connection, connect, openWallet } from "../connect.ts";
import { type Context, contextOf, shared } from "../context.ts";
import { money, readAmount } from "../money.ts";
import { UsageError } from "../UsageError.ts";
import { findProvider } from "./findProvider.ts";
import { readStanding } from "./readStanding.ts";
import { providerOption } from "./stakeOptions.ts";
import { stakeText } from "./stakeText.ts";

/** What a change works on. */
interface Change {
	readonly context: Context;
	readonly connection: Connection;
	readonly wallet: LocalWallet;
	readonly provider: ProviderId;
}

/** `tabgrid stake add`: puts tokens at stake. */
export function addCommand(signal: AbortSignal) {
	return options("add", "Put tokens at stake, beside what is there.")
		.argument("<amount>", "how much, such as 1.5")
		.option("-y, --yes", "stake without asking")
		.action(async (text, given) => {
			await change(contextOf(given, signal), given.provider, async (work) => {
				const { context, wallet, provider, connection } = work;
				const { config } = connection;
				const amount = readStake(text, connection);
				context.output.say(
					`${money(amount, config.token)} of ${wallet.account.address} at stake for the provider ${provider}.\n100 prices of a replica are burned for each of its results that the operator finds wrong. The rest comes back seven days after notice.`,
				);
				await agree(context, "Stake?", "Nothing was staked.", given.yes === true);
				return { tx: await addStake(wallet, config, provider, amount) };
			});
		});
}

/** `tabgrid stake notice`: begins the seven days after which it can be withdrawn. */
export function noticeCommand(signal: AbortSignal) {
	return options(
		"notice",
		"Give notice for an amount: seven days later you can withdraw it. It covers nothing from now on, and can be burned until you do. More notice begins the seven days anew for all that leaves.",
	)
		.argument("<amount>", 'how much, such as 1.5; or "all"')
		.action(async (text, given) => {
			await change(contextOf(given, signal), given.provider, async (work) => {
				const { wallet, provider, connection } = work;
				const { config } = connection;
				const amount = text === "all" ? await stays(work) : readStake(text, connection);
				return { tx: await giveStakeNotice(wallet, config, provider, amount) };
			});
		});
}

/** `tabgrid stake keep`: takes notice back. */
export function keepCommand(signal: AbortSignal) {
	return options("keep", "Take notice back: all of it stays at stake.").action(async (given) => {
		await change(contextOf(given, signal), given.provider, async (work) => {
			const { wallet, provider, connection } = work;
			return { tx: await keepStake(wallet, connection.config, provider) };
		});
	});
}

/** `tabgrid stake withdraw`: takes back what has left. */
export function withdrawCommand(signal: AbortSignal) {
	return options(
		"withdraw",
		"Take back what you gave notice for, once the seven days are over.",
	).action(async (given) => {
		await change(contextOf(given, signal), given.provider, async (work) => {
			const { context, wallet, provider, connection } = work;
			const { config } = connection;
			const { tx, withdrawn } = await withdrawStake(wallet, config, provider);
			context.output.say(`${money(withdrawn, config.token)} paid to ${wallet.account.address}.`);
			return { tx, withdrawn };
		});
	});
}

/** A command with what all changes take. */
function options(name: string, description: string) {
	return new Command(name)
		.description(description)
		.addOption(providerOption())
		.addOption(shared.keyFile())
		.addOption(shared.matcher())
		.addOption(shared.rpc())
		.addOption(shared.json());
}

/** An amount above 0 from the command line, in minor units. @throws UsageError */
function readStake(text: string, { config }: Connection): bigint {
	const amount = readAmount("The amount", text, config.token);
	if (amount === 0n) throw new UsageError("The amount is 0; name one above it.");
	return amount;
}

/** What can still be given notice for, in minor units. */
async function stays({ wallet, provider, connection }: Change): Promise<bigint> {
	const { amount, leaving } = await stakeOf(
		wallet,
		connection.config,
		provider,
		wallet.account.address,
	);
	return amount - leaving;
}

/** Makes a change with the settings' wallet, and tells what is at stake after it. */
async function change(
	context: Context,
	named: string | undefined,
	make: (work: Change) => Promise<{ readonly tx: string }>,
): Promise<void> {
	const { settings, output } = context;
	const provider = await findProvider(settings, named);
	const connection = await connect(context);
	const wallet = await openWallet(settings, connection);
	const done = await make({ context, connection, wallet, provider });
	const owner = Address.parse(wallet.account.address);
	const standing = await readStanding(settings, connection, provider, owner);
	output.result({ ...standing, ...done }, `${stakeText(standing, connection.config)}\n${done.tx}`);
}
