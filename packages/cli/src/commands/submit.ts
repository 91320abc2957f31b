import { Command, Option } from "@commander-js/extra-typings";
import { TrustPolicy, usualPrice, usualTrust } from "@tabgrid/protocol";
import { connect, openWallet } from "../connect.ts";
import { contextOf, shared, whole } from "../context.ts";
import { exitCodes } from "../exitCodes.ts";
import { isComplete } from "../jobText.ts";
import { money, readAmount } from "../money.ts";
import { openHome } from "../openHome.ts";
import { saveArtifact } from "../saveArtifact.ts";
import { agreeToCost } from "../submit/agreeToCost.ts";
import { expandGlobs } from "../submit/expandGlobs.ts";
import { measure } from "../submit/measure.ts";
import { planFiles, plannedKernels } from "../submit/planFiles.ts";
import { readDuration } from "../submit/readDuration.ts";
import { readComparators, readParams, textParams } from "../submit/readParams.ts";
import { readPolicy } from "../submit/readPolicy.ts";
import { submit } from "../submit/submit.ts";
import { follow } from "./status.ts";

const collect = (value: string, before: string[]) => [...before, value];

/** `tabgrid submit`: plans, uploads, registers and pays a job. */
export function submitCommand(signal: AbortSignal) {
	return new Command("submit")
		.description("Post a job: cut the inputs into shards, upload, and pay into escrow.")
		.argument("<kernel>", plannedKernels.join(", "))
		.argument("[files...]", "inputs, and the .onnx model of onnx-batch; globs are expanded")
		.option("--params <json>", "the kernel's parameters: a JSON object, or @file")
		.option(
			"--param <name=value>",
			"one parameter, see tabgrid kernels; may be repeated",
			collect,
			[],
		)
		.option("--comparators <json>", "how outputs are compared, by name: a JSON object, or @file")
		.option(
			"--per-shard <count>",
			"lines, rows or windows in a shard",
			whole("--per-shard", 1, 1_000_000),
		)
		.option("--title <text>", "what the job is called [the kernel's name]")
		.addOption(
			new Option(
				"--trust <policy>",
				`how sure results must be, by what is known of their providers; none for a fixed quorum [${usualTrust}]`,
			).choices([...TrustPolicy.options, "none"] as const),
		)
		.option(
			"--quorum <count>",
			"instead: so many agreeing replicas for every shard [with --trust none 2]",
			whole("--quorum", 1, 5),
		)
		.option(
			"--max-replicas <count>",
			"replicas of a shard before it fails [fast 4, balanced 6, paranoid 8; quorum + 2]",
			whole("--max-replicas", 1, 10),
		)
		.option("--price <amount>", "what each agreed replica earns", usualPrice)
		.option("--deadline <duration>", "when the job ends at the latest: 90m, 24h, 7d", "24h")
		.option("--no-measure", "use the usual tolerances for your model, without measuring them")
		.option("-y, --yes", "pay without asking")
		.option("-w, --watch", "follow the job until it ends")
		.option("-o, --output <file>", "follow it, then download the result to this file")
		.addOption(shared.keyFile())
		.addOption(shared.matcher())
		.addOption(shared.rpc())
		.addOption(shared.json())
		.action(async (kernel, files, options) => {
			const context = contextOf(options, signal);
			const policy = readPolicy(options);
			const deadlineIn = readDuration(options.deadline);
			const comparators = readComparators(options.comparators);
			await openHome(context.settings);
			const job = await planFiles({
				kernel,
				files: await expandGlobs(files),
				params: readParams(options.params, options.param, textParams(kernel)),
				itemsPerShard: options.perShard,
			});
			signal.throwIfAborted();
			const connection = await connect(context);
			const { api, config } = connection;
			const price = readAmount("--price", options.price, config.token);
			const wallet = await openWallet(context.settings, connection);
			const { posted, forget } = await submit(context, connection, wallet, {
				job,
				measure: async () => (options.measure ? measure(context, connection, job) : {}),
				title: options.title ?? job.plan.kernel,
				policy,
				comparators,
				pricePerReplica: price,
				deadlineIn,
				agree: (cost) =>
					agreeToCost(
						context,
						connection,
						{ ...cost, policy, price, shards: job.plan.shardCount },
						options.yes === true,
					),
			});
			context.output.say(`Job ${posted.jobId}: ${money(posted.escrowed, config.token)} in escrow.`);
			if (!options.watch && options.output === undefined) {
				await forget();
				return context.output.result(posted, posted.jobId);
			}
			const view = await follow(
				context,
				connection,
				posted.jobId,
				"follows it again and pays no more",
			);
			if (!isComplete(view)) process.exitCode = exitCodes.jobIncomplete;
			const saved =
				options.output === undefined || view.artifact === null
					? undefined
					: await saveArtifact(api, view, options.output, context);
			await forget();
			context.output.result({ ...posted, state: view.state, file: saved?.file }, posted.jobId);
		});
}
