import { availableParallelism, totalmem } from "node:os";
import { Command, Option } from "@commander-js/extra-typings";
import { kernelById, kernels } from "@tabgrid/kernels";
import { BackendPreference, type ProviderSnapshot } from "@tabgrid/kernels/runner";
import { type GridConfig, TabgridError } from "@tabgrid/protocol";
import { connect } from "../connect.ts";
import { type Context, contextOf, shared, whole } from "../context.ts";
import { openHome } from "../openHome.ts";
import { ProgressLine } from "../ProgressLine.ts";
import { linkWallet } from "../provide/linkWallet.ts";
import { makeProvider } from "../provide/provide.ts";
import { statusText, stoppedText } from "../provide/statusText.ts";
import { readKey } from "../readKey.ts";

/** A line this often where it can't be rewritten, in ms. */
const lineMs = 60_000;
/** How long the replica in work may take when the provider is told to end, in ms. */
const drainMs = 30_000;
const mebibyte = 1024 ** 2;

/** `tabgrid provide`: computes for others until it is told to stop. */
export function provideCommand(signal: AbortSignal) {
	const cores = availableParallelism();
	const memory = Math.floor(totalmem() / 2 / mebibyte);
	return new Command("provide")
		.description("Compute for others, without a screen, until Ctrl-C or SIGTERM.")
		.option("--kernels <names>", "only these, separated by commas [all]")
		.addOption(
			new Option("--backend <name>", "what to compute on; auto measures")
				.choices(BackendPreference.options)
				.default("auto" as const),
		)
		.option(
			"--intensity <percent>",
			"percent of the time to compute",
			whole("--intensity", 10, 100),
			100,
		)
		.option(
			"--threads <count>",
			"threads on the CPU [one less than it has cores, 8 at most]",
			whole("--threads", 1, 64),
		)
		.option(
			"--max-memory <MiB>",
			"memory that it may take [half of the machine's]",
			whole("--max-memory", 256, 1_048_576),
		)
		.option("--wallet", "link your wallet, so that it is paid for what this provider computes")
		.addOption(shared.keyFile())
		.addOption(shared.matcher())
		.addOption(shared.json())
		.action(async (options) => {
			const context = contextOf(options, signal);
			const from = Date.now();
			await openHome(context.settings);
			const key = options.wallet ? await readKey(context.settings) : undefined;
			const chosen = options.kernels?.split(",").map((name) => kernelById(name.trim()));
			const { config } = await connect(context);
			const show = shower(context, config);
			const { provider, drain } = makeProvider({
				settings: context.settings,
				kernels: (chosen ?? kernels).map(({ id }) => id),
				backend: options.backend,
				intensity: options.intensity,
				threads: options.threads ?? Math.max(1, Math.min(8, cores - 1)),
				maxMemory: (options.maxMemory ?? memory) * mebibyte,
				onChange: show.snapshot,
			});
			const begun = provider.start();
			await Promise.race([begun, aborted(signal)]);
			const { note, lastError, phase } = provider.snapshot();
			if (phase === "error" && lastError !== null) throw TabgridError.fromWire(lastError);
			if (note !== null) show.say(note);
			if (key !== undefined && !signal.aborted)
				show.say(`Paid to ${await linkWallet(provider, config, key)}.`);
			await aborted(signal);
			await drain(drainMs);
			show.end();
			const last = provider.snapshot();
			context.output.result(last, stoppedText(last, Date.now() - from, config));
		});
}

/** Shows the provider's state: a line that is rewritten, or one now and then. */
function shower({ output }: Context, config: GridConfig) {
	const line = new ProgressLine();
	let latest: ProviderSnapshot | undefined;
	let phase: ProviderSnapshot["phase"] | undefined;
	const print = () => {
		if (latest === undefined) return;
		if (output.json) output.result(latest, "");
		else output.say(statusText(latest, config));
	};
	const timer = setInterval(() => {
		if (!output.interactive) print();
	}, lineMs);
	return {
		snapshot(snapshot: ProviderSnapshot) {
			latest = snapshot;
			if (output.interactive) return line.show(statusText(snapshot, config));
			const news = snapshot.phase !== phase && (phase === undefined || !isAtWork(snapshot.phase));
			const ready = !isAtWork(phase) && isAtWork(snapshot.phase);
			phase = snapshot.phase;
			if (news || ready) print();
		},
		say: (sentence: string) => line.say(sentence),
		end() {
			clearInterval(timer);
			line.end();
		},
	};
}

function isAtWork(phase: ProviderSnapshot["phase"] | undefined): boolean {
	return phase === "idle" || phase === "working";
}

function aborted(signal: AbortSignal): Promise<void> {
	return new Promise((resolve) => {
		if (signal.aborted) return resolve();
		signal.addEventListener("abort", () => resolve(), { once: true });
	});
}
