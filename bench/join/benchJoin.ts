import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { planOnnxBatch, readGraph, readInputFiles } from "@tabgrid/kernels";
import { loadClassifierExample } from "@tabgrid/kernels/node";
import type { JobId } from "@tabgrid/protocol";
import { chromiumArguments, findChromium, presetProvider } from "@tabgrid/scripts/browser";
import { startGrid } from "@tabgrid/scripts/grid";
import { fundedWallet, type LocalWallet, MatcherApi, postJob } from "@tabgrid/sdk";
import { chromium, type Page } from "playwright-core";
import { percentile, rounded } from "../percentile.ts";
import { say } from "../say.ts";
import { readDockPhases, watchDockPhases } from "./dockPhases.ts";

/** How long one visit may take, in ms. */
const patience = 120_000;

/** When a visit got where, in ms after the page was asked for. */
interface Visit {
	readonly load: number;
	readonly lease: number;
	readonly submit: number;
	/** When the dock came to each of its phases. */
	readonly phases: Readonly<Record<string, number>>;
}

/**
 * A new browser with nothing cached opens the page while a job waits: how long until its provider's
 * first lease, and until its first submitted shard. The server has served a visitor before.
 */
export async function benchJoin({ visits }: { readonly visits: number }) {
	const dir = await mkdtemp(join(tmpdir(), "tabgrid-bench-"));
	const grid = await startGrid({
		dir,
		matcherEnv: { CHAIN_POLL_MS: "100", FAUCET_PER_HOUR: "1000" },
	});
	try {
		const api = new MatcherApi(grid.matcherUrl);
		const wallet = await fundedWallet(api, grid.rpcUrl);
		const visit = async () => visitOnce(grid.webUrl, api, await postWaiting(api, wallet));
		await visit();
		const measured: Visit[] = [];
		for (let count = 0; count < visits; count++) {
			const one = await visit();
			say(JSON.stringify(one));
			measured.push(one);
		}
		const median = (of: (one: Visit) => number) => rounded(percentile(measured.map(of), 0.5));
		return {
			bench: "join",
			visits,
			firstLeaseMs: median(({ lease }) => lease),
			firstSubmitMs: median(({ submit }) => submit),
			slowestSubmitMs: rounded(Math.max(...measured.map(({ submit }) => submit))),
			loadMs: median(({ load }) => load),
			// When the provider's dock came to a phase: what the time goes to.
			phasesMs: Object.fromEntries(
				Object.keys(measured[0]?.phases ?? {}).map((phase) => [
					phase,
					median(({ phases }) => phases[phase] ?? Number.NaN),
				]),
			),
			ratioToLoad: median(({ load, submit }) => submit / load),
		};
	} finally {
		await grid.stop();
		await rm(dir, { recursive: true, force: true });
	}
}

/** A job that waits for the visitor: its shards need one provider each. */
async function postWaiting(api: MatcherApi, wallet: LocalWallet): Promise<JobId> {
	const { model, inputs: files } = await loadClassifierExample();
	const graph = readGraph(model);
	const plan = planOnnxBatch(
		{ model: graph, inputs: readInputFiles(files, graph) },
		{ rowsPerShard: 8 },
	);
	const { jobId } = await postJob(api, wallet, {
		title: "A job of the bench",
		plan,
		model,
		policy: { quorum: 1, maxReplicas: 1 },
		pricePerReplica: 1n,
	});
	return jobId;
}

async function visitOnce(webUrl: string, api: MatcherApi, jobId: JobId): Promise<Visit> {
	const browser = await chromium.launch({
		executablePath: await findChromium(),
		args: chromiumArguments(),
	});
	try {
		const context = await browser.newContext({ baseURL: webUrl });
		await presetProvider(context, { paused: false, intensity: 100, backend: "auto" });
		const page = await context.newPage();
		await watchDockPhases(page);
		const from = Date.now();
		await page.goto("/", { waitUntil: "load" });
		const load = Date.now() - from;
		await accepted(page);
		const { replicas } = await api.shard(jobId, 0);
		const [first] = replicas;
		if (first?.submittedAt == null) throw new Error("The visitor submitted another shard first.");
		const phases = Object.entries(await readDockPhases(page)).map(([phase, at]) => [
			phase,
			at - from,
		]);
		return {
			load,
			lease: first.leasedAt - from,
			submit: first.submittedAt - from,
			phases: Object.fromEntries(phases),
		};
	} finally {
		await browser.close();
	}
}

/** Waits until the dock has a result acknowledged. */
async function accepted(page: Page): Promise<void> {
	await page
		.locator('[data-testid="provider-dock"][data-accepted]:not([data-accepted="0"])')
		.waitFor({ state: "attached", timeout: patience });
}
