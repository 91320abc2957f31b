import { EscrowJobState } from "@tabgrid/contracts";
import {
	type Comparators,
	type Digest,
	expectedCost,
	type JobId,
	JobSpec,
	jobIdOf,
	type Policy,
	parseOrThrow,
	worstCaseCost,
} from "@tabgrid/protocol";
import {
	type DescribedPlan,
	describePlan,
	explainChain,
	type JobTerms,
	type LocalWallet,
	payForJob,
	readEscrowJob,
	uploadBlobs,
	writeSpec,
} from "@tabgrid/sdk";
import type { Connection } from "../connect.ts";
import type { Context } from "../context.ts";
import { bar, ProgressLine } from "../ProgressLine.ts";
import type { Offer } from "./agreeToCost.ts";
import type { PlannedJob } from "./planFiles.ts";
import { presentExecutions } from "./presentExecutions.ts";
import { requireFunds } from "./requireFunds.ts";
import { Submissions } from "./Submissions.ts";

type Measured = Pick<JobTerms, "comparators" | "backend">;

export interface SubmitRequest {
	readonly job: PlannedJob;
	readonly title: string;
	readonly policy: Policy;
	/** For outputs that the kernel's own comparator isn't meant for. */
	readonly comparators: Comparators;
	/** Minor units. */
	readonly pricePerReplica: bigint;
	/** Seconds from now. */
	readonly deadlineIn: number;
	/** Measures comparators and backend; asked only for a job that is new and can be paid. */
	readonly measure: () => Promise<Measured>;
	/** Hears the costs; a refusal throws. */
	readonly agree: (cost: Pick<Offer, "expected" | "worst" | "present">) => Promise<void>;
}

export interface Submitted {
	readonly jobId: JobId;
	readonly manifest: Digest;
	readonly escrowed: bigint;
	/** Null when an interrupted run before had paid already. */
	readonly tx: string | null;
}

/** A job that is paid, and how to forget that this request posted it. */
export interface Submission {
	readonly posted: Submitted;
	/** Until this is called the same request answers the same job, and doesn't pay for another. */
	readonly forget: () => Promise<void>;
}

/** Uploads, registers and pays a job; after an interruption the same request goes on. */
export async function submit(
	context: Context,
	connection: Connection,
	wallet: LocalWallet,
	request: SubmitRequest,
): Promise<Submission> {
	const { api } = connection;
	const { plan, model } = request.job;
	const described = await describePlan(plan, model);
	const submissions = new Submissions(context.settings.home);
	const unmeasured = await writeSpec(api, wallet, {
		title: request.title,
		policy: request.policy,
		comparators: request.comparators,
		pricePerReplica: request.pricePerReplica,
		deadlineIn: request.deadlineIn,
		kernel: plan.kernel,
		kernelVersion: plan.kernelVersion,
		params: plan.params,
		model: described.model,
		manifest: described.manifest,
		shards: described.shards,
	});
	const begun = await submissions.find(unmeasured);
	const answer = (spec: JobSpec, tx: string | null): Submission => ({
		posted: {
			jobId: jobIdOf(spec),
			manifest: spec.manifest,
			escrowed: worstCaseCost(spec),
			tx,
		},
		forget: () => submissions.forget(unmeasured),
	});
	if (begun !== undefined && (await isPaid(wallet, begun))) {
		context.output.say("An interrupted run has paid for this job already.");
		return answer(begun, null);
	}
	await requireFunds(connection, wallet, unmeasured);
	const soonest = Date.now() / 1_000 + connection.config.minDeadlineSeconds + 60;
	const spec =
		begun !== undefined && begun.deadline > soonest
			? begun
			: { ...unmeasured, ...termsOf(request.comparators, await request.measure()) };
	const { trust } = spec.policy;
	const present = await presentExecutions(connection, request.job, trust);
	await request.agree({
		expected: expectedCost(spec, present),
		worst: worstCaseCost(spec),
		present,
	});
	await submissions.keep(unmeasured, parseOrThrow(JobSpec, spec));
	await upload(context, connection, described);
	const { terms } = await api.createJob(spec);
	context.signal.throwIfAborted();
	// From here Ctrl-C waits: the transaction may be on its way.
	const tx = await payForJob(api, wallet, { spec, terms });
	return answer(spec, tx);
}

async function isPaid(wallet: LocalWallet, spec: JobSpec): Promise<boolean> {
	const { state } = await readEscrowJob(wallet, spec, jobIdOf(spec)).catch((error: unknown) => {
		throw explainChain(error);
	});
	return state !== EscrowJobState.None;
}

async function upload({ signal }: Context, { api }: Connection, plan: DescribedPlan) {
	const progress = new ProgressLine();
	const mebibytes = (bytes: number) => (bytes / 1024 ** 2).toFixed(1);
	try {
		await uploadBlobs(api, plan, {
			signal,
			onProgress: ({ done, total }) =>
				progress.show(`${bar(done, total)} ${mebibytes(done)} of ${mebibytes(total)} MiB uploaded`),
		});
	} finally {
		progress.end();
	}
}

/** What was measured, under what was asked for; `*` was asked for every output. */
function termsOf(asked: Comparators, { comparators, backend }: Measured) {
	return {
		comparators: asked["*"] === undefined ? { ...comparators, ...asked } : asked,
		...(backend === undefined ? {} : { backend }),
	};
}
