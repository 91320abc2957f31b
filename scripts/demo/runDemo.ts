import { join, relative } from "node:path";
import { planOcrLines } from "@tabgrid/kernels";
import { loadBuiltinModel, loadOcrExample } from "@tabgrid/kernels/node";
import { fundedWallet, MatcherApi, postJob, waitForJob } from "@tabgrid/sdk";
import type { Grid } from "../grid/index.ts";
import { stateFolder } from "../setup/paths.mjs";
import { accuracyOf } from "./accuracy.ts";
import type { ProviderTabs } from "./openProviders.ts";
import type { Progress } from "./progress.ts";
import { readMoney } from "./readMoney.ts";
import { redeemAll } from "./redeemAll.ts";
import { saveResult } from "./saveResult.ts";
import type { DemoSummary } from "./summary.ts";
import { runTrustingJob } from "./trustingJob.ts";

/** Two providers must agree on each line; up to four are asked where they don't. */
const policy = { quorum: 2, maxReplicas: 4 };
/** Minor units: a hundredth of a test dollar for each line and provider. */
const pricePerReplica = 10_000n;
/** How long the job may take before the demo gives up, in ms. */
const limitMs = 30 * 60_000;

/** Posts the OCR job, follows it to settlement, redeems, downloads, measures, and runs a longer job by trust. */
export async function runDemo(
	grid: Grid,
	tabs: ProviderTabs,
	size: number,
	progress: Progress,
): Promise<DemoSummary> {
	const api = new MatcherApi(grid.matcherUrl);
	const client = await fundedWallet(api, grid.rpcUrl);
	const { pictures, truth } = await loadOcrExample(size);

	progress.step(`Client ${client.account.address} posts ${size} lines of examples/ocr-page`);
	const started = Date.now();
	const posted = await postJob(api, client, {
		title: "Demo: a printed page",
		plan: planOcrLines(pictures),
		model: await loadBuiltinModel("ocr-recognition"),
		policy,
		pricePerReplica,
	});
	progress.note(`job ${posted.jobId}, paid for in ${posted.tx}`);

	progress.step("The tabs compute, the matcher compares");
	const settled = await waitForJob(api, posted.jobId, {
		limitMs,
		onUpdate: (job) => progress.job(job),
	});
	const wallClockMs = Date.now() - started;

	progress.step("Providers redeem their vouchers");
	const redemptions = await redeemAll({
		api,
		jobId: posted.jobId,
		contracts: grid,
		relayer: client,
		tabs: tabs.tabs,
	});
	progress.note(
		`${redemptions.byPage} by its page’s button, ${redemptions.byRelayer} by a relayer`,
	);

	progress.step("Downloading the result");
	const result = await saveResult(api, settled, join(stateFolder, "demo", posted.jobId));
	const money = await readMoney(client, grid, posted.jobId);
	const job = await api.job(posted.jobId);
	const trusting = await runTrustingJob(api, client, progress);
	const { agreed, disagreed } = job.replicas;
	return {
		job: job.jobId,
		kernel: job.kernel,
		shards: job.shardTotal,
		verified: job.shards.verified,
		replicas: agreed + disagreed,
		providers: job.providers,
		backends: job.backends,
		escrowed: String(money.escrowed),
		paid: String(money.redeemed + money.held),
		refunded: String(money.refunded),
		txs: [...money.txs],
		accuracy: accuracyOf(
			truth,
			pictures.map(({ label }) => result.lines.get(label)),
		),
		artifact: relative(process.cwd(), result.file),
		wallClockMs,
		trusting,
	};
}
