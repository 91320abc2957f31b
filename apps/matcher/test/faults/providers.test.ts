import {
	Address,
	generateSessionKeyPair,
	limits,
	linkTypedData,
	ProviderView,
	providerNamespace,
	type ReplicaId,
	WireError,
} from "@tabgrid/protocol";
import { io, type Socket } from "socket.io-client";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { getJson } from "../harness/api.ts";
import { audit, expectSettled } from "../harness/audit.ts";
import { testClient, untilJob, viewJob } from "../harness/postJob.ts";
import { startProviderProcess } from "../harness/providerProcess.ts";
import { startGrid, type TestGrid } from "../harness/startGrid.ts";
import { TestProvider } from "../harness/TestProvider.ts";
import { startProxy } from "../harness/tcpProxy.ts";
import { until, untilLogged } from "../harness/until.ts";

const socketsPerAddress = 100;
const tabsPerProvider = 3;
const hourMs = 3_600_000;

describe("providers that can't be relied on", () => {
	let grid: TestGrid;
	let providers: TestProvider[] = [];
	/** Of all providers of all tests. */
	const acknowledged: ReplicaId[] = [];
	beforeAll(async () => {
		grid = await startGrid({
			MIN_LEASE_MS: "1000",
			TRUST_PROXY: "true",
			SOCKETS_PER_ADDRESS: String(socketsPerAddress),
			TABS_PER_PROVIDER: String(tabsPerProvider),
		});
	});
	afterEach(() => {
		for (const provider of providers) {
			acknowledged.push(...provider.acknowledged);
			provider.close();
		}
		providers = [];
	});
	afterAll(() => grid.stop());
	const connected = async () => {
		const provider = await TestProvider.create(grid, { capacity: 4 });
		providers.push(provider);
		await provider.connect();
		return provider;
	};
	const working = async () => {
		const provider = await connected();
		provider.work();
		return provider;
	};
	const agreed = async (providerId: string) =>
		(await getJson(`${grid.url}/providers/${providerId}`, ProviderView)).replicas.agreed;

	it("a third of the tabs are closed at once: their leases go to the others, and the job ends", async () => {
		const all = await Promise.all(Array.from({ length: 9 }, connected));
		const { jobId } = await testClient(grid).post({ rowsPerShard: 2 });
		await untilJob(grid, jobId, "running");
		const leaving = all.slice(0, 3);
		const held = await Promise.all(leaving.map((provider) => provider.ask()));
		expect(held.every(({ leases }) => leases.length > 0)).toBe(true);
		for (const provider of all.slice(3)) provider.work();
		for (const provider of leaving) provider.close();
		const job = await untilJob(grid, jobId, "settled", "failed");
		expectSettled(job);
		expect(job.replicas.aborted).toBeGreaterThan(0);
		await untilLogged(grid, "A tab's leases returned.");
	});

	it("one whose clock is an hour ahead works and is paid; a link that it signs is refused with the reason", async () => {
		const proxy = await startProxy(grid.url);
		const skewed = await startProviderProcess(proxy.url(), { clockOffMs: hourMs });
		const steady = await working();
		const { jobId } = await testClient(grid).post({ rowsPerShard: 4 });
		const job = await untilJob(grid, jobId, "settled", "failed");
		expectSettled(job);
		expect(await agreed(skewed.providerId)).toBe(job.shardTotal);

		const wallet = privateKeyToAccount(generatePrivateKey());
		const claim = {
			sessionKey: steady.sessionKey,
			wallet: Address.parse(wallet.address),
			issuedAt: Date.now() + hourMs,
		};
		const signature = await wallet.signTypedData(linkTypedData(grid, claim));
		const { issuedAt } = claim;
		await expect(
			steady.request("link", { wallet: claim.wallet, issuedAt, signature }, z.unknown()),
		).rejects.toMatchObject({ code: "BAD_SIGNATURE", message: expect.stringContaining("clock") });
		await untilLogged(grid, "A provider's clock is off");

		// The same provider's network is cut in the middle of a job.
		const second = await testClient(grid).post({ rowsPerShard: 2 });
		await until("the provider holds leases", async () => {
			const { shards, replicas } = await viewJob(grid, second.jobId);
			return shards.running > 0 && replicas.agreed > 2;
		});
		proxy.freeze();
		await working();
		expectSettled(await untilJob(grid, second.jobId, "settled", "failed"));
		proxy.thaw();

		// Back again, it takes part as before.
		for (const provider of providers.splice(1)) {
			acknowledged.push(...provider.acknowledged);
			provider.close();
		}
		const before = await agreed(skewed.providerId);
		const third = await testClient(grid).post({ rowsPerShard: 16 });
		expectSettled(await untilJob(grid, third.jobId, "settled", "failed"));
		expect(await agreed(skewed.providerId)).toBeGreaterThan(before);
		await skewed.end();
		await proxy.cut();
	});

	it("one that never answers, one that answers twice, and one that answers for others' leases", async () => {
		const { jobId } = await testClient(grid).post({ rowsPerShard: 4 });
		await untilJob(grid, jobId, "running");
		const silent = await connected();
		const held = await silent.ask(8);
		expect(held.leases.length).toBeGreaterThan(0);

		const twice = await connected();
		const { leases, jobs } = await twice.ask(4);
		for (const lease of leases) {
			const [job] = jobs;
			if (!job) throw new Error("A lease comes with its job.");
			const result = await twice.compute(lease, job);
			const { results } = await twice.submit([result, result]);
			expect(results.map(({ ok }) => ok)).toEqual([true, true]);
			const other = await twice.sign(lease, new TextEncoder().encode("another one"));
			const [refused] = (await twice.submit([other])).results;
			expect(refused).toMatchObject({ ok: false, error: { code: "CONFLICT" } });
		}

		const thief = await connected();
		for (const lease of held.leases) {
			const [job] = held.jobs;
			if (!job) throw new Error("A lease comes with its job.");
			const [refused] = (await thief.submit([await thief.compute(lease, job)])).results;
			expect(refused).toMatchObject({ ok: false, error: { code: "LEASE_NOT_YOURS" } });
		}

		await until("the silent one's leases end", async () => {
			const { replicas } = await viewJob(grid, jobId);
			return replicas.expired >= held.leases.length;
		});
		await Promise.all([working(), working()]);
		const job = await untilJob(grid, jobId, "settled", "failed");
		expectSettled(job);
		expect(await agreed(thief.providerId)).toBe(0);
		expect(await agreed(silent.providerId)).toBe(0);
		await untilLogged(grid, "Leases expired.");
		await untilLogged(grid, "A provider's results were refused.");
	});

	it("one that sends 10 MB messages, and one that opens 500 sockets, are stopped and disturb nobody", async () => {
		const before = (await grid.peakMemory()) ?? 0;
		const { jobId } = await testClient(grid).post({ rowsPerShard: 2 });
		await Promise.all([working(), working()]);
		for (let round = 0; round < 5; round++) {
			const loud = await connected();
			const gone = new Promise((resolve) => loud.socket.once("disconnect", resolve));
			loud.socket.emit("submit", new Uint8Array(10 * 1024 * 1024), () => {});
			await gone;
			loud.close();
		}
		const crowd = await openMany(500, "203.0.113.7");
		expect(crowd.open).toBe(socketsPerAddress);
		expect(crowd.told.length).toBeGreaterThan(0);
		for (const refusal of crowd.told) expect(refusal).toMatchObject({ code: "RATE_LIMITED" });
		expectSettled(await untilJob(grid, jobId, "settled", "failed"));
		crowd.close();
		await untilLogged(grid, "A provider sent a larger message than is allowed");
		await untilLogged(grid, "An address has too many sockets open");
		await untilLogged(grid, `"limit":${limits.socketMessage}`);
		const after = (await grid.peakMemory()) ?? 0;
		expect(after - before).toBeLessThan(300);
	});

	it("one that opens more tabs with one session key than are allowed is told so, with a code", async () => {
		const keys = await generateSessionKeyPair();
		for (let tab = 0; tab < tabsPerProvider; tab++) {
			const provider = await TestProvider.create(grid, { keys });
			providers.push(provider);
			await provider.connect();
		}
		const last = await TestProvider.create(grid, { keys });
		providers.push(last);
		await expect(last.connect()).rejects.toMatchObject({
			code: "RATE_LIMITED",
			message: expect.stringContaining(`${tabsPerProvider} tabs`),
		});
		await untilLogged(grid, "A provider has too many tabs open.");
	});

	it("and the books are right after all that", () => audit(grid, acknowledged));

	/** Opens sockets at once from one address; tells how many were let in, and what the others heard. */
	async function openMany(count: number, address: string) {
		const sockets: Socket[] = [];
		const outcomes = await Promise.all(
			Array.from({ length: count }, () => {
				const socket = io(`${grid.url}${providerNamespace}`, {
					transports: ["websocket"],
					reconnection: false,
					forceNew: true,
					extraHeaders: { "X-Forwarded-For": address },
				});
				sockets.push(socket);
				return new Promise<"open" | WireError | "refused">((resolve) => {
					socket.once("connect", () => resolve("open"));
					socket.once("connect_error", (error) => {
						const wire = WireError.safeParse("data" in error ? error.data : undefined);
						resolve(wire.success ? wire.data : "refused");
					});
				});
			}),
		);
		return {
			open: outcomes.filter((outcome) => outcome === "open").length,
			told: outcomes.flatMap((outcome) => (typeof outcome === "string" ? [] : [outcome])),
			close: () => {
				for (const socket of sockets) socket.close();
			},
		};
	}
});
