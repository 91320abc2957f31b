import { randomBytes } from "node:crypto";
import { jobEscrowAbi, testDollarAbi } from "@tabgrid/contracts";
import { anvilAccounts } from "@tabgrid/contracts/node";
import { planOnnxBatch, readGraph, readInputFiles } from "@tabgrid/kernels";
import { loadClassifierExample } from "@tabgrid/kernels/node";
import {
	Address,
	CreateJobReply,
	canonicalJson,
	type JobId,
	JobSpec,
	JobView,
	type Policy,
} from "@tabgrid/protocol";
import { createWalletClient, http } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { foundry } from "viem/chains";
import { getJson, postJson, putBlob } from "./api.ts";
import type { TestGrid } from "./startGrid.ts";
import { until } from "./until.ts";

export interface JobOptions {
	readonly rowsPerShard?: number;
	readonly policy?: Policy;
	readonly pricePerReplica?: string;
	/** Seconds from now, by the chain's clock. */
	readonly deadlineIn?: number;
	/** The model and its input files; the example classifier's where left out. */
	readonly files?: Awaited<ReturnType<typeof loadClassifierExample>>;
}

/** A client with a funded wallet. */
export function testClient(
	grid: TestGrid,
	account = privateKeyToAccount(anvilAccounts[1].privateKey),
) {
	const wallet = createWalletClient({ account, chain: foundry, transport: http(grid.rpcUrl) });
	const send = async (hash: Promise<`0x${string}`>) =>
		grid.chain.waitForTransactionReceipt({ hash: await hash });
	return {
		account,
		wallet,
		address: Address.parse(account.address),

		/** Plans the example classifier's batch, uploads all of it and registers the draft. */
		async draft(options: JobOptions = {}) {
			const spec = await exampleSpec(grid, Address.parse(account.address), options);
			const reply = await postJson(`${grid.url}/jobs`, { spec }, CreateJobReply);
			return { spec, ...reply };
		},

		/** Pays a draft's terms into the escrow. */
		async fund({ terms }: Pick<CreateJobReply, "terms">) {
			const token = { address: grid.token, abi: testDollarAbi };
			const budget = BigInt(terms.budget);
			await send(
				wallet.writeContract({ ...token, functionName: "faucetTo", args: [account.address] }),
			);
			await send(
				wallet.writeContract({ ...token, functionName: "approve", args: [grid.escrow, budget] }),
			);
			const hash = wallet.writeContract({
				address: grid.escrow,
				abi: jobEscrowAbi,
				functionName: "post",
				args: [
					{
						...terms,
						specHash: terms.specHash as `0x${string}`,
						deadline: BigInt(terms.deadline),
						pricePerReplica: BigInt(terms.pricePerReplica),
						budget,
					},
				],
			});
			return send(hash);
		},

		async post(options: JobOptions = {}) {
			const draft = await this.draft(options);
			await this.fund(draft);
			return draft;
		},
	};
}

/** Uploads the example's model, inputs and manifest; answers a spec that names them. */
export async function exampleSpec(grid: TestGrid, client: Address, options: JobOptions = {}) {
	const { model, inputs } = options.files ?? (await loadClassifierExample());
	const graph = readGraph(model);
	const plan = planOnnxBatch(
		{ model: graph, inputs: readInputFiles(inputs, graph) },
		{ rowsPerShard: options.rowsPerShard ?? 8 },
	);
	const shards: unknown[] = [];
	for (const shard of plan.shards())
		shards.push({
			input: await putBlob(grid.url, shard.input),
			bytes: shard.input.byteLength,
			items: shard.items,
		});
	const manifest = new TextEncoder().encode(canonicalJson({ version: 1, shards }));
	const { timestamp } = await grid.chain.getBlock();
	const start = Math.max(Number(timestamp), Math.ceil(Date.now() / 1_000));
	return JobSpec.parse({
		version: 1,
		chainId: grid.chainId,
		escrow: grid.escrow,
		client,
		nonce: randomBytes(16).toString("hex"),
		title: "Classify pictures",
		kernel: plan.kernel,
		kernelVersion: plan.kernelVersion,
		model: await putBlob(grid.url, model),
		params: plan.params,
		manifest: await putBlob(grid.url, manifest),
		shards: plan.shardCount,
		comparators: {},
		policy: options.policy ?? { quorum: 2, maxReplicas: 3 },
		pricePerReplica: options.pricePerReplica ?? "1000",
		deadline: start + (options.deadlineIn ?? 3_600),
	});
}

/** The job as the API shows it. */
export function viewJob(grid: TestGrid, jobId: JobId): Promise<JobView> {
	return getJson(`${grid.url}/jobs/${jobId}`, JobView);
}

/** Waits until the job is in one of these states. A matcher that is down meanwhile is asked again. */
export function untilJob(grid: TestGrid, jobId: JobId, ...states: JobView["state"][]) {
	return until(`the job is ${states.join(" or ")}`, async () => {
		const job = await viewJob(grid, jobId).catch(() => undefined);
		return job && states.includes(job.state) ? job : undefined;
	});
}
