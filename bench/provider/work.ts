import { planOnnxBatch, readGraph } from "@tabgrid/kernels";
import { encodeBundle, type JobId, type Policy } from "@tabgrid/protocol";
import { type MatcherApi, postJob, type Wallet } from "@tabgrid/sdk";
import type { BareRuns } from "./BareRuns.ts";
import { productsGraph } from "./productsGraph.ts";

/** A model of matrix products that takes about so long, and inputs for it that all differ. */
export interface BenchWork {
	readonly model: Uint8Array<ArrayBuffer>;
	/** FLOP per second of the bare runs that sized it. */
	readonly flopPerSecond: number;
	/** FLOP of one run. */
	readonly flop: number;
}

/** 32 rows: an output of 32 KiB, which goes inline as most results do. */
const shape = { rows: 32, width: 256 } as const;

/** Sizes the model by timing a short one first. */
export async function workOf(shardMs: number, bare: BareRuns): Promise<BenchWork> {
	const probe = productsGraph({ ...shape, layers: 40 });
	const one = { model: probe.model, flopPerSecond: 1, flop: probe.flop };
	const times = await bare.times(probe.model, inputsOf(planWork(one, 20)));
	const perSecond = probe.flop / (Math.min(...times) / 1_000);
	const layers = Math.max(1, Math.round((shardMs / Math.min(...times)) * 40));
	const graph = productsGraph({ ...shape, layers });
	return { model: graph.model, flopPerSecond: perSecond, flop: graph.flop };
}

/** Cuts a batch of so many shards; each call makes other inputs, so that none is known already. */
export function planWork(work: BenchWork, shards: number) {
	const values = new Float32Array(shards * shape.rows * shape.width);
	const salt = Math.random();
	for (let place = 0; place < values.length; place++) values[place] = Math.sin(place + salt);
	const graph = readGraph(work.model);
	return planOnnxBatch(
		{
			model: graph,
			inputs: {
				x: {
					dtype: "float32",
					dims: [shards * shape.rows, shape.width],
					data: new Uint8Array(values.buffer),
				},
			},
		},
		{ flopPerRow: work.flop / shape.rows },
	);
}

/** The shards' inputs as the model takes them. */
export function inputsOf(plan: ReturnType<typeof planWork>): Uint8Array<ArrayBuffer>[] {
	return [...plan.shards()].map(({ input }) => input);
}

/** A bundle of the size and form of a shard's result, another for each shard, for who doesn't compute it. */
export function resultOf(jobId: string, shardIndex: number): Uint8Array<ArrayBuffer> {
	const values = new Float32Array(shape.rows * shape.width);
	values.fill(Number.parseInt(jobId.slice(2, 8), 16) / 2 ** 24);
	values[0] = shardIndex;
	return encodeBundle({
		y: {
			dtype: "float32",
			dims: [shape.rows, shape.width],
			data: new Uint8Array(values.buffer),
		},
	});
}

/** Posts and pays a job of that plan. */
export async function postWork(
	api: MatcherApi,
	wallet: Wallet,
	plan: ReturnType<typeof planWork>,
	work: BenchWork,
	policy: Policy,
): Promise<JobId> {
	const { jobId } = await postJob(api, wallet, {
		title: "A job of the bench",
		plan,
		model: work.model,
		policy,
		pricePerReplica: 1n,
	});
	return jobId;
}
