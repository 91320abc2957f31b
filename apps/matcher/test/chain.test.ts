import { EscrowJobState, jobEscrowAbi } from "@tabgrid/contracts";
import { anvilAccounts, deployContracts, startAnvil } from "@tabgrid/contracts/node";
import { CancelReply, cancelTypedData, Health, type JobId } from "@tabgrid/protocol";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { postJson } from "./harness/api.ts";
import { testClient, untilJob, viewJob } from "./harness/postJob.ts";
import { startGrid, type TestGrid } from "./harness/startGrid.ts";
import { TestProvider } from "./harness/TestProvider.ts";
import { startProxy } from "./harness/tcpProxy.ts";
import { until } from "./harness/until.ts";

describe("the matcher and the chain", () => {
	let grid: TestGrid;
	let proxy: Awaited<ReturnType<typeof startProxy>>;
	let providers: TestProvider[] = [];
	beforeAll(async () => {
		grid = await startGrid({ MIN_DEADLINE_SECONDS: "1" }, async (rpcUrl) => {
			proxy = await startProxy(rpcUrl);
			return proxy.url();
		});
	});
	afterEach(() => {
		for (const provider of providers) provider.close();
		providers = [];
	});
	afterAll(async () => {
		await grid.stop();
		await proxy.cut();
	});
	const join = async (count: number) => {
		const joined = await Promise.all(Array.from({ length: count }, () => TestProvider.start(grid)));
		providers.push(...joined);
		return joined;
	};
	const cancel = async (jobId: JobId, client: ReturnType<typeof testClient>, issuedAt: number) =>
		postJson(
			`${grid.url}/jobs/${jobId}/cancel`,
			{
				issuedAt,
				signature: await client.account.signTypedData(cancelTypedData(grid, { jobId, issuedAt })),
			},
			CancelReply,
		);

	it("a reorganisation that takes a job's payment away stops it; paid again, it completes", async () => {
		const client = testClient(grid);
		const draft = await client.draft({ rowsPerShard: 32 });
		const snapshot = await grid.chain.snapshot();
		await client.fund(draft);
		await untilJob(grid, draft.jobId, "running");

		await grid.chain.revert({ id: snapshot });
		await grid.chain.mine({ blocks: 5 });
		const again = await untilJob(grid, draft.jobId, "draft");
		expect(again).toMatchObject({ escrowed: "0", postedAt: null, txs: [] });

		await client.fund(draft);
		await join(2);
		const job = await untilJob(grid, draft.jobId, "settled");
		expect(BigInt(job.earned) + BigInt(job.refunded)).toBe(BigInt(job.escrowed));
	});

	it("a reorganisation that takes the settlement away makes the operator settle again", async () => {
		const client = testClient(grid);
		const { jobId } = await client.post({ rowsPerShard: 32 });
		const snapshot = await grid.chain.snapshot();
		await join(2);
		const before = await untilJob(grid, jobId, "settled");
		await grid.chain.revert({ id: snapshot });
		await grid.chain.mine({ blocks: 7 });
		const state = () =>
			grid.chain.readContract({
				address: grid.escrow,
				abi: jobEscrowAbi,
				functionName: "job",
				args: [jobId as `0x${string}`],
			});
		await until("the chain has it settled again", async () => {
			return (await state()).state === EscrowJobState.Settled;
		});
		const after = await untilJob(grid, jobId, "settled");
		expect(after).toMatchObject({ earned: before.earned, refunded: before.refunded });
	});

	it("a node that is away for a while is waited for, and nothing posted meanwhile is missed", async () => {
		const draft = await testClient(grid).draft({ rowsPerShard: 32 });
		await proxy.cut();
		await until("the matcher says so", async () => {
			const response = await fetch(`${grid.url}/healthz`);
			const { chain } = Health.parse(await response.json());
			return response.status === 503 && !chain;
		});
		await testClient(grid).fund(draft);
		await proxy.mend();
		await untilJob(grid, draft.jobId, "running");
	});

	it("a client stops its job and closes the escrow with the operator's release", async () => {
		const client = testClient(grid);
		const { jobId } = await client.post({ rowsPerShard: 16 });
		await untilJob(grid, jobId, "running");
		const { release, state } = await cancel(jobId, client, Date.now());
		expect({ state, earned: release?.earned }).toEqual({ state: "cancelled", earned: "0" });
		if (release === null) throw new Error("A funded job gets a release.");
		const hash = await client.wallet.writeContract({
			address: grid.escrow,
			abi: jobEscrowAbi,
			functionName: "release",
			args: [jobId as `0x${string}`, BigInt(release.earned), release.signature],
		});
		await grid.chain.waitForTransactionReceipt({ hash });
		const job = await until("the refund is known", async () => {
			const view = await viewJob(grid, jobId);
			return view.refunded !== "0" && view;
		});
		expect(job).toMatchObject({ state: "cancelled", refunded: job.escrowed, earned: "0" });
	});

	it("nobody else can stop a job, and an old signature can't either", async () => {
		const client = testClient(grid);
		const { jobId } = await client.draft();
		const stranger = testClient(grid, privateKeyToAccount(generatePrivateKey()));
		await expect(cancel(jobId, stranger, Date.now())).rejects.toMatchObject({
			code: "BAD_SIGNATURE",
		});
		await expect(cancel(jobId, client, Date.now() - 3_600_000)).rejects.toMatchObject({
			code: "BAD_SIGNATURE",
		});
		expect(await cancel(jobId, client, Date.now())).toEqual({ state: "cancelled", release: null });
	});

	it("a job past its deadline is settled with what was verified, and the rest returns", async () => {
		const { jobId } = await testClient(grid).post({ rowsPerShard: 32, deadlineIn: 3 });
		const job = await until("the escrow is closed", async () => {
			const view = await viewJob(grid, jobId);
			return view.txs.length > 1 && view;
		});
		expect(job.state).not.toBe("running");
		expect(job).toMatchObject({ earned: "0", refunded: job.escrowed });
		expect(job.reason).toMatch(/deadline/);
	});

	it("a devnet that was reset is recognised: its jobs are drafts again", async () => {
		const { jobId } = await testClient(grid).post({ rowsPerShard: 32 });
		await untilJob(grid, jobId, "running");
		const fresh = await startAnvil();
		await deployContracts({ rpcUrl: fresh.rpcUrl, privateKey: anvilAccounts[0].privateKey });
		await proxy.cut();
		proxy.retarget(fresh.rpcUrl);
		await proxy.mend();
		await untilJob(grid, jobId, "draft");
		expect(grid.logs()).toContain("The devnet was reset");
		await fresh.stop();
	});
});
