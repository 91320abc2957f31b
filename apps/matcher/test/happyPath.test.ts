import { gunzipSync } from "node:zlib";
import { jobEscrowAbi } from "@tabgrid/contracts";
import { anvilAccounts } from "@tabgrid/contracts/node";
import { readNpz } from "@tabgrid/kernels";
import {
	Address,
	attestationMessage,
	checkReceipts,
	digestLarge,
	ErrorBody,
	JobEventList,
	JobId,
	type JobView,
	Leaderboard,
	LinkReply,
	linkTypedData,
	NetworkView,
	ProviderHistory,
	ProviderView,
	ReceiptList,
	RedemptionList,
	RedemptionReply,
	ResultList,
	resultAccessHeader,
	resultAccessTypedData,
	ShardMap,
	ShardView,
	Stats,
	VoucherList,
	verifySessionSignature,
} from "@tabgrid/protocol";
import { createWalletClient, erc20Abi, http, type LocalAccount } from "viem";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { foundry } from "viem/chains";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { getJson, postJson } from "./harness/api.ts";
import { testClient, untilJob, viewJob } from "./harness/postJob.ts";
import { startGrid, type TestGrid } from "./harness/startGrid.ts";
import { TestProvider } from "./harness/TestProvider.ts";
import { until } from "./harness/until.ts";
import { openDashboard } from "./harness/watchJob.ts";

async function* chunksOf(text: string) {
	yield new TextEncoder().encode(text);
}

describe("a job from draft to settled", () => {
	let grid: TestGrid;
	let providers: TestProvider[];
	let dashboard: Awaited<ReturnType<typeof openDashboard>>;
	let client: ReturnType<typeof testClient>;
	let job: JobView;
	const price = 1_000n;

	beforeAll(async () => {
		grid = await startGrid();
		providers = await Promise.all([1, 2, 3].map(() => TestProvider.start(grid, { capacity: 2 })));
		dashboard = await openDashboard(grid);
		await dashboard.watchStats();
		client = testClient(grid);
		const draft = await client.draft({ pricePerReplica: String(price) });
		const { jobId } = draft;
		await dashboard.watch(jobId);
		await client.fund(draft);
		job = await untilJob(grid, jobId, "settled", "failed");
	});
	afterAll(async () => {
		for (const provider of providers ?? []) provider.close();
		dashboard?.close();
		expect(await grid?.stop()).toBe(0);
	});

	const balance = (address: Address) =>
		grid.chain.readContract({
			address: grid.token,
			abi: erc20Abi,
			functionName: "balanceOf",
			args: [address],
		});

	it("tells each verified output once, page by page, with its bytes", async () => {
		const url = `${grid.url}/jobs/${job.jobId}/results`;
		const seen = new Map<number, string>();
		for (let after = ""; ; ) {
			const page = await getJson(`${url}?outputs=inline&limit=3${after}`, ResultList);
			for (const { shardIndex, digest, output } of page.results) {
				expect(seen.has(shardIndex)).toBe(false);
				seen.set(shardIndex, digest);
				const bytes = new Uint8Array(Buffer.from(output ?? "", "base64"));
				expect(await digestLarge(bytes)).toBe(digest);
			}
			after = `&after=${page.next}`;
			if (!page.more) break;
		}
		expect(seen.size).toBe(job.shardTotal);
		const { results } = await getJson(url, ResultList);
		expect(results.map(({ output }) => output)).toEqual(results.map(() => null));
		expect(new Map(results.map(({ shardIndex, digest }) => [shardIndex, digest]))).toEqual(seen);
		expect((await fetch(`${url}?after=nonsense`)).status).toBe(400);
	});

	it("opens results early by the client's signature, and by nobody else's or an old one", async () => {
		const asked = async (account: LocalAccount, issuedAt: number) => {
			const message = { jobId: job.jobId, issuedAt };
			const signature = await account.signTypedData(resultAccessTypedData(grid, message));
			const authorization = resultAccessHeader({ issuedAt, signature });
			return fetch(`${grid.url}/jobs/${job.jobId}/results`, { headers: { authorization } });
		};
		const now = Date.now();
		expect((await asked(client.account, now)).status).toBe(200);
		const day = 24 * 3_600_000;
		expect((await asked(client.account, now - day + 60_000)).status).toBe(200);
		for (const response of [
			await asked(privateKeyToAccount(generatePrivateKey()), now),
			await asked(client.account, now - day - 1_000),
		])
			expect(ErrorBody.parse(await response.json()).error.code).toBe("BAD_SIGNATURE");
		const headers = { authorization: "Bearer nonsense" };
		const refused = await fetch(`${grid.url}/jobs/${job.jobId}/results`, { headers });
		expect(refused.status).toBe(400);
	});

	it("verifies every shard by two providers that agree", async () => {
		expect(job.state).toBe("settled");
		expect(job.shards).toEqual({
			pending: 0,
			running: 0,
			disputed: 0,
			verified: job.shardTotal,
			failed: 0,
		});
		expect(job.replicas).toMatchObject({ agreed: 2 * job.shardTotal, disagreed: 0, leased: 0 });
		expect(job.backends).toEqual({ webgpu: 0, wasm: 2 * job.shardTotal });
		const { states } = await getJson(`${grid.url}/jobs/${job.jobId}/shards`, ShardMap);
		expect(states).toBe("v".repeat(job.shardTotal));
	});

	it("accounts for every minor unit: earned and refunded are what was escrowed", async () => {
		const shards = BigInt(job.shardTotal);
		expect(BigInt(job.escrowed)).toBe(shards * 3n * price);
		expect(BigInt(job.earned)).toBe(shards * 2n * price);
		expect(BigInt(job.refunded)).toBe(shards * price);
		const onChain = await grid.chain.readContract({
			address: grid.escrow,
			abi: jobEscrowAbi,
			functionName: "job",
			args: [job.jobId as `0x${string}`],
		});
		expect(onChain.reserved).toBe(BigInt(job.earned));
		expect(onChain.resultRoot).toBe(job.resultRoot);
		expect(await balance(grid.escrow)).toBe(BigInt(job.earned));
		expect(job.txs.map(({ event }) => event)).toHaveLength(2);
	});

	it("serves an artifact with the verified outputs in order, under a safe name", async () => {
		const response = await fetch(`${grid.url}/jobs/${job.jobId}/artifact`);
		expect(response.headers.get("content-disposition")).toMatch(/^attachment; filename="/);
		const arrays = readNpz(new Uint8Array(await response.arrayBuffer()), "the artifact");
		expect(arrays.logits?.dims[0]).toBe(64);
	});

	it("keeps evidence that anyone can check: attestations over the canonical digest", async () => {
		const shard = await getJson(`${grid.url}/jobs/${job.jobId}/shards/0`, ShardView);
		expect(shard.replicas).toHaveLength(2);
		for (const { sessionKey, digest, signature } of shard.replicas) {
			if (digest === null || signature === null) throw new Error("A replica lacks its evidence.");
			const message = attestationMessage(grid, job.jobId, 0, digest);
			expect(await verifySessionSignature(sessionKey, message, signature)).toBe(true);
		}
		expect(shard.replicas.map(({ digest }) => digest)).toContain(shard.canonical);
	});

	it("gives a receipt for every shard, all true, with the root and the sum that are on chain", async () => {
		const url = `${grid.url}/jobs/${job.jobId}/receipts`;
		const plain = await fetch(`${url}/file`);
		expect(plain.headers.get("content-encoding")).toBe("gzip");
		const text = await plain.text();
		const report = await checkReceipts(chunksOf(text));
		expect(report.problems).toEqual([]);
		expect(report).toMatchObject({
			receipts: job.shardTotal,
			attestations: 2 * job.shardTotal,
			earned: BigInt(job.earned),
			root: job.resultRoot,
		});
		const compressed = await fetch(`${url}/file?compressed=true`);
		expect(compressed.headers.get("content-disposition")).toMatch(/\.jsonl\.gz"$/);
		expect(gunzipSync(await compressed.arrayBuffer()).toString()).toBe(text);

		const paged: unknown[] = [];
		for (let next: number | null = -1; next !== null; ) {
			const from: string = next < 0 ? "" : `&after=${next}`;
			const page: ReceiptList = await getJson(`${url}?limit=3${from}`, ReceiptList);
			expect(page.complete).toBe(true);
			paged.push(...page.receipts);
			next = page.next;
		}
		expect(paged).toEqual(
			text
				.trim()
				.split("\n")
				.slice(1)
				.map((line) => JSON.parse(line)),
		);
	});

	it("pays each provider its verdicts, and a voucher once a wallet is linked", async () => {
		const earned = await until("all verdicts came", () => {
			const all = providers.map((provider) =>
				provider.verdicts.reduce((sum, verdict) => sum + BigInt(verdict.earned), 0n),
			);
			const sum = all.reduce((a, b) => a + b, 0n);
			return sum === BigInt(job.earned) ? all : undefined;
		});
		const [provider] = providers;
		const [share] = earned;
		if (!provider || share === undefined) throw new Error("There is a first provider.");
		const account = privateKeyToAccount(anvilAccounts[5].privateKey);
		const walletAddress = Address.parse(account.address);
		const issuedAt = Date.now();
		const signature = await account.signTypedData(
			linkTypedData(grid, { sessionKey: provider.sessionKey, wallet: walletAddress, issuedAt }),
		);
		const link = { wallet: walletAddress, issuedAt, signature };
		const reply = await provider.request("link", link, LinkReply);
		expect(reply.provider).toMatchObject({ wallet: walletAddress, unlinked: "0" });

		const voucher = await until("the voucher came", () => provider.vouchers[0]);
		expect(BigInt(voucher.amount)).toBe(share);
		const listed = await getJson(`${grid.url}/vouchers?wallet=${walletAddress}`, VoucherList);
		expect(listed.vouchers).toMatchObject([{ amount: voucher.amount, jobState: "settled" }]);

		const wallet = createWalletClient({ account, chain: foundry, transport: http(grid.rpcUrl) });
		const hash = await wallet.writeContract({
			address: grid.escrow,
			abi: jobEscrowAbi,
			functionName: "redeem",
			args: [job.jobId as `0x${string}`, walletAddress, share, voucher.signature],
		});
		await grid.chain.waitForTransactionReceipt({ hash });
		expect(await balance(walletAddress)).toBe(share);
		await until("the matcher knows", async () => {
			const { redeemed } = await viewJob(grid, job.jobId);
			return BigInt(redeemed) === share;
		});
	});

	it("redeems with the operator's gas, once, and lists what the chain paid", async () => {
		const [paidFirst, provider] = providers;
		if (!provider || !paidFirst) throw new Error("There is a second provider.");
		const account = privateKeyToAccount(generatePrivateKey());
		const wallet = Address.parse(account.address);
		const issuedAt = Date.now();
		const link = { sessionKey: provider.sessionKey, wallet, issuedAt };
		const signature = await account.signTypedData(linkTypedData(grid, link));
		await provider.request("link", { wallet, issuedAt, signature }, LinkReply);
		const voucher = await until("the voucher came", () => provider.vouchers[0]);

		const unknown = JobId.parse(`0x${"0".repeat(64)}`);
		const ask = () =>
			postJson(
				`${grid.url}/redemptions`,
				{ wallet, jobIds: [job.jobId, unknown] },
				RedemptionReply,
			);
		const replies = await Promise.all([ask(), ask()]);
		const [paid, again] = replies.toSorted((a, b) => Number(b.paid) - Number(a.paid));
		const none = { jobId: unknown, outcome: "none", paid: "0" };
		expect(paid).toMatchObject({
			paid: voucher.amount,
			redemptions: [{ jobId: job.jobId, outcome: "paid", paid: voucher.amount }, none],
		});
		expect(again).toMatchObject({
			tx: null,
			paid: "0",
			redemptions: [{ jobId: job.jobId, outcome: "already", paid: "0" }, none],
		});
		expect(await balance(wallet)).toBe(BigInt(voucher.amount));
		expect(await grid.chain.getBalance({ address: wallet })).toBe(0n);
		const history = `${grid.url}/redemptions?wallet=${wallet}`;
		const listed = await until("the matcher knows", async () => {
			const { redemptions } = await getJson(history, RedemptionList);
			return redemptions.length > 0 ? redemptions : undefined;
		});
		expect(listed).toMatchObject([
			{ jobId: job.jobId, title: job.title, paid: voucher.amount, tx: paid?.tx },
		]);
	});

	it("shows dashboards every shard's way and every state, and only the jobs they watch", async () => {
		const { updates, stats, lists, watch, unwatch } = dashboard;
		await until("the last state came", () => updates.at(-1)?.job.state === "settled");
		expect(updates[0]).toMatchObject({ job: { state: "draft" }, changed: [] });
		const letters = new Map(updates.flatMap(({ changed }) => changed));
		expect([...letters.keys()].toSorted((a, b) => a - b)).toEqual(
			Array.from({ length: job.shardTotal }, (_, index) => index),
		);
		expect(new Set(letters.values())).toEqual(new Set(["v"]));
		expect(lists()).toBeGreaterThan(0);
		await until("figures came", () => stats.length > 0);
		await unwatch(job.jobId);
		const unknown = JobId.parse(`0x${"0".repeat(64)}`);
		await expect(watch(unknown)).rejects.toMatchObject({ code: "NOT_FOUND" });
	});

	it("tells what happened, and what the grid did", async () => {
		const { events } = await getJson(`${grid.url}/jobs/${job.jobId}/events`, JobEventList);
		expect(events.length).toBeGreaterThan(2);
		expect(events.map(({ id }) => id)).toEqual(
			events.map(({ id }) => id).toSorted((a, b) => a - b),
		);
		const stats = await until("the figures are fresh", async () => {
			const figures = await getJson(`${grid.url}/stats`, Stats);
			return figures.jobs.settled === 1 && figures.jobs.running === 0 ? figures : undefined;
		});
		expect(stats).toMatchObject({
			providersOnline: 3,
			shards: { verified: job.shardTotal },
			replicas: { agreed: 2 * job.shardTotal, disagreed: 0 },
			earned: job.earned,
		});
	});

	it("lists a provider by the name that its own key signed, and by none else", async () => {
		const [ada, bob] = providers;
		if (!ada || !bob) throw new Error("There are two.");
		const account = `${grid.url}/providers/${ada.providerId}`;
		const choose = (body: unknown) => postJson(`${account}/name`, body, ProviderView);
		const board = () => getJson(`${grid.url}/network/leaderboard?period=all`, Leaderboard);
		expect(await getJson(account, ProviderView)).toMatchObject({ name: null, tabs: 1 });
		const forged = { ...(await bob.nameRequest("Ada")), issuedAt: Date.now() };
		await expect(choose(forged)).rejects.toMatchObject({ code: "BAD_SIGNATURE" });
		const early = await ada.nameRequest("Ada", Date.now() - 3_600_000);
		await expect(choose(early)).rejects.toMatchObject({ code: "BAD_SIGNATURE" });
		await expect(choose(await ada.nameRequest("Tabgrid"))).rejects.toMatchObject({
			code: "BAD_REQUEST",
			message: expect.stringContaining("belongs to the grid"),
		});
		const chosen = await ada.nameRequest("Ada");
		expect(await choose(chosen)).toMatchObject({ name: "Ada" });
		expect(await choose(chosen)).toMatchObject({ name: "Ada" });
		const listed = await until("the board is fresh", async () => {
			const found = await board();
			return found.named.length > 0 ? found : undefined;
		});
		expect(listed.named).toMatchObject([{ providerId: ada.providerId, name: "Ada" }]);
		const total = (listed.named[0]?.agreed ?? 0) + listed.others.agreed;
		expect(total).toBe(2 * job.shardTotal);
		for (let turn = 0; turn < 8; turn++) await choose(await ada.nameRequest("Ada"));
		await expect(choose(await ada.nameRequest(null))).rejects.toMatchObject({
			code: "RATE_LIMITED",
		});
	});

	it("shows who provides, and a history for everyone who was here", async () => {
		const { providers: now, redundancy } = await getJson(`${grid.url}/network`, NetworkView);
		expect(now).toMatchObject({
			online: 3,
			known: 3,
			adapters: [{ backend: "wasm", adapter: "node", providers: 3 }],
		});
		expect(redundancy.all).toEqual({ verified: job.shardTotal, replicas: 2 * job.shardTotal });
		const id = providers[0]?.providerId;
		const { days } = await getJson(`${grid.url}/providers/${id}/history?days=7`, ProviderHistory);
		expect(days).toHaveLength(7);
	});
});
