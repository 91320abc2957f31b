import { HelloReply, limits, ReplicaId } from "@tabgrid/protocol";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { putBlob } from "./harness/api.ts";
import { testClient, untilJob, viewJob } from "./harness/postJob.ts";
import { startGrid, type TestGrid } from "./harness/startGrid.ts";
import { TestProvider } from "./harness/TestProvider.ts";
import { until } from "./harness/until.ts";

describe("leases and what is refused", () => {
	let grid: TestGrid;
	let providers: TestProvider[] = [];
	beforeAll(async () => {
		grid = await startGrid({ DISCONNECT_GRACE_MS: "5000" });
	});
	afterEach(() => {
		for (const provider of providers) provider.close();
		providers = [];
	});
	afterAll(() => grid.stop());

	const join = async () => {
		const provider = await TestProvider.create(grid);
		providers.push(provider);
		await provider.connect();
		return provider;
	};
	/** A running job and a provider that holds a lease of it. */
	const leased = async (capacity = 1) => {
		const { jobId } = await testClient(grid).post({ rowsPerShard: 16 });
		await untilJob(grid, jobId, "running");
		const provider = await join();
		const { leases, jobs } = await until("there are leases", async () => {
			const reply = await provider.ask(capacity);
			return reply.leases.length > 0 ? reply : undefined;
		});
		const [lease] = leases;
		const job = jobs.find((known) => known.jobId === lease?.jobId);
		if (!lease || !job) throw new Error("A lease comes with its job.");
		return { jobId, provider, leases, lease, job };
	};
	const codeOf = async (provider: TestProvider, submission: unknown) => {
		const { results } = await provider.submit([submission]);
		const [result] = results;
		return result?.ok === false ? result.error.code : "ok";
	};

	it("return after the grace when their tab is gone, and not before when it comes back", async () => {
		const { jobId, provider, leases, lease, job } = await leased(2);
		const holding = leases.map(({ replicaId }) => replicaId);
		provider.socket.disconnect();
		provider.socket.off("connect");
		const again = await provider.connect(holding);
		expect(again.stillLeased.toSorted()).toEqual(holding.toSorted());
		expect(await codeOf(provider, await provider.compute(lease, job))).toBe("ok");

		provider.close();
		await until("the other lease returned", async () => {
			const { replicas } = await viewJob(grid, jobId);
			return replicas.leased === 0 && replicas.aborted === holding.length - 1;
		});
	});

	it("are given back by release; a result that comes when the job is over changes nothing", async () => {
		const { jobId, provider, lease, job } = await leased();
		const submission = await provider.compute(lease, job);
		await provider.request("release", { replicaIds: [lease.replicaId] }, z.null());
		for (const other of [await join(), await join()]) other.work();
		const settled = await untilJob(grid, jobId, "settled");
		expect(await codeOf(provider, submission)).toBe("JOB_NOT_OPEN");
		expect(await viewJob(grid, jobId)).toEqual(settled);
	});

	it("take the same submission twice, and no other one after it", async () => {
		const { provider, lease, job } = await leased();
		const submission = await provider.compute(lease, job);
		expect(await codeOf(provider, submission)).toBe("ok");
		expect(await codeOf(provider, submission)).toBe("ok");
		const other = await provider.sign(lease, new TextEncoder().encode("something else"));
		expect(await codeOf(provider, other)).not.toBe("ok");
	});

	it("are nobody else's: a foreign or unknown replica is LEASE_NOT_YOURS", async () => {
		const { lease, job } = await leased();
		const thief = await join();
		expect(await codeOf(thief, await thief.compute(lease, job))).toBe("LEASE_NOT_YOURS");
		const replicaId = ReplicaId.parse(crypto.randomUUID());
		const forged = await thief.sign({ ...lease, replicaId }, new Uint8Array(8));
		expect(await codeOf(thief, forged)).toBe("LEASE_NOT_YOURS");
	});

	it("need an attestation over exactly this job, shard and digest", async () => {
		const { provider, lease, job } = await leased();
		const honest = await provider.compute(lease, job);
		const elsewhere = await provider.sign({ ...lease, shardIndex: 999 }, honest.output);
		expect(await codeOf(provider, elsewhere)).toBe("BAD_SIGNATURE");
		const output = new Uint8Array(honest.output);
		output.set([(output.at(-1) ?? 0) ^ 1], output.length - 1);
		expect(await codeOf(provider, { ...honest, output })).toBe("DIGEST_MISMATCH");
		expect(await codeOf(provider, honest)).toBe("ok");
	});

	it("take large results by upload only", async () => {
		const { provider, lease } = await leased();
		const large = new Uint8Array(limits.inlineResult + 1);
		const { output, ...uploaded } = await provider.sign(lease, large);
		expect(await codeOf(provider, { ...uploaded, output })).toBe("TOO_LARGE");
		expect(await codeOf(provider, uploaded)).toBe("MISSING_BLOB");
		await putBlob(grid.url, large);
		expect(await codeOf(provider, uploaded)).toBe("ok");
	});

	it("are for those who prove their session key", async () => {
		const stranger = await TestProvider.create(grid);
		providers.push(stranger);
		stranger.socket.connect();
		await expect(stranger.ask()).rejects.toMatchObject({ code: "UNAUTHENTICATED" });
		const old = { protocol: 0, sessionKey: stranger.sessionKey };
		await expect(stranger.request("hello", old, z.unknown())).rejects.toMatchObject({
			code: "PROTOCOL_TOO_OLD",
		});
		const other = await TestProvider.create(grid);
		const hello = { protocol: 1, sessionKey: other.sessionKey };
		const challenge = await stranger.request("hello", hello, HelloReply);
		expect(challenge).toMatchObject({ chainId: grid.chainId, escrow: grid.escrow });
		const proof = await stranger.proof(challenge);
		await expect(stranger.request("authenticate", proof, z.unknown())).rejects.toMatchObject({
			code: "BAD_SIGNATURE",
		});
		// A challenge is good for one try.
		await expect(stranger.request("authenticate", proof, z.unknown())).rejects.toMatchObject({
			code: "UNAUTHENTICATED",
		});
	});

	it("survive nonsense: malformed messages are answered, silence and floods do no harm", async () => {
		const provider = await join();
		for (const message of [undefined, null, 7, "ask", {}, { capacity: 0 }, { capacity: 1, x: 1 }])
			await expect(provider.request("ask", message, z.unknown())).rejects.toMatchObject({
				code: "BAD_REQUEST",
			});
		provider.socket.emit("ask", { capacity: 1 });
		provider.socket.emit("submit");
		const gone = new Promise((resolve) => provider.socket.once("disconnect", resolve));
		provider.socket.emit("ask", new Uint8Array(limits.socketMessage + 1_024), () => {});
		await gone;
		const health = await fetch(`${grid.url}/healthz`);
		expect(await health.json()).toEqual({ ok: true, database: true, chain: true, blobs: true });
	});

	it("are not given to a flood: who sends too much is told to wait, and served again later", async () => {
		const provider = await join();
		const flood = await Promise.allSettled(Array.from({ length: 250 }, () => provider.ask()));
		const refused = flood.flatMap((ask) => (ask.status === "rejected" ? [ask.reason] : []));
		expect(refused.length).toBeGreaterThan(0);
		for (const reason of refused)
			expect(reason).toMatchObject({ code: "RATE_LIMITED", retryAfterMs: expect.any(Number) });
		await until("it is served again", () => provider.ask().catch(() => undefined));
	});
});
